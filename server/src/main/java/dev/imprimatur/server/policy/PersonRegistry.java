package dev.imprimatur.server.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.policy.bundle.BundleArchive;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PersonEdit;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.signal.ProtectedPerson;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.identity.Caller;

/**
 * The protected persons of the bundle in force. A change is a bundle of its own, which somebody
 * else must approve like any other.
 */
public final class PersonRegistry {
  private final ActiveBundle active;
  private final BundleLifecycle lifecycle;

  PersonRegistry(ActiveBundle active, BundleLifecycle lifecycle) {
    this.active = active;
    this.lifecycle = lifecycle;
  }

  /** Who is protected now. */
  ObjectNode view() {
    PolicyBundle bundle = active.get();
    ObjectNode view = Json.MAPPER.createObjectNode().put("bundleVersion", bundle.version());
    ArrayNode persons = view.putArray("persons");
    for (ProtectedPerson person : bundle.contents().persons()) {
      ObjectNode each = persons.addObject().put("id", person.id()).put("name", person.name());
      person.aliases().forEach(each.putArray("aliases")::add);
    }
    return view;
  }

  /** Proposes a change: a draft made of the bundle in force, submitted for approval. */
  Outcome<StoredBundle> propose(Caller caller, PersonEdit edit, String note) {
    try {
      byte[] archive = BundleArchive.pack(edit.applyTo(active.get()));
      Outcome<StoredBundle> draft = lifecycle.upload(caller, archive);
      return draft instanceof Outcome.Done<StoredBundle>(StoredBundle bundle)
          ? lifecycle.submit(caller, bundle.id(), note)
          : draft;
    } catch (InvalidBundleException e) {
      return new Outcome.Refused<>(new Judged.Defective(e.defects()));
    }
  }
}
