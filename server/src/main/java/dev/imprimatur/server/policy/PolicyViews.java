package dev.imprimatur.server.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.policy.Activation;
import dev.imprimatur.db.policy.BundleStep;
import dev.imprimatur.db.policy.SignedStatement;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.policy.bundle.BundleTests;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.comparison.BundleDiff;
import dev.imprimatur.policy.release.SigningKey;
import dev.imprimatur.server.http.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What authors, officers and auditors see of bundles and activations. */
public final class PolicyViews {
  private static final int LISTED = 100;

  private final Database database;
  private final ActiveBundle active;
  private final BundleShelf shelf;
  private final SigningKey key;
  private final Clock clock;

  PolicyViews(
      Database database, ActiveBundle active, BundleShelf shelf, SigningKey key, Clock clock) {
    this.database = database;
    this.active = active;
    this.shelf = shelf;
    this.key = key;
    this.clock = clock;
  }

  /** What is in force, what is to come, what was, and the latest bundles. */
  ObjectNode all() {
    Instant now = clock.instant();
    return database.inTransaction(stores -> {
      ObjectNode view = Json.MAPPER.createObjectNode();
      view.set("active", active());
      ArrayNode scheduled = view.putArray("scheduled");
      stores.activations().scheduled(now).forEach(each -> scheduled.add(activation(each)));
      ArrayNode history = view.putArray("history");
      stores.activations().due(now, LISTED).forEach(each -> history.add(activation(each)));
      ArrayNode bundles = view.putArray("bundles");
      stores.policyBundles().latest(LISTED).forEach(each -> bundles.add(line(each)));
      return view;
    });
  }

  /** One bundle with its steps and what its tests come to. */
  Optional<ObjectNode> one(UUID id) {
    return find(id)
        .map(bundle -> {
          ObjectNode view = line(bundle);
          List<BundleStep> steps =
              database.inTransaction(stores -> stores.policyBundles().steps(id));
          ArrayNode taken = view.putArray("steps");
          steps.forEach(step -> taken.add(step(step)));
          PolicyBundle opened = shelf.open(bundle);
          view.set("tests", Findings.tests(BundleTests.run(opened)));
          view.set("tenants", TenantViews.of(opened.contents()));
          view.put("manifest", bundle.manifest());
          view.set("release", bundle.statement().map(this::release).orElse(null));
          return view;
        });
  }

  /** What changes from the bundle in force, or another one, to this one. */
  Optional<ObjectNode> diff(UUID id, Optional<UUID> against) {
    Optional<PolicyBundle> from =
        against.isEmpty() ? Optional.of(active.get()) : find(against.get()).map(shelf::open);
    Optional<PolicyBundle> to = find(id).map(shelf::open);
    return from.flatMap(first ->
        to.map(second ->
            Findings.diff(first.version(), second.version(), BundleDiff.between(first, second))));
  }

  /** A bundle's files. */
  Optional<byte[]> archive(UUID id) {
    return database.inTransaction(stores -> stores.policyBundles().archive(id));
  }

  /** A bundle in a list. */
  ObjectNode line(StoredBundle bundle) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", bundle.id().toString());
    view.put("name", bundle.name());
    view.put("state", bundle.state().name());
    bundle
        .number()
        .ifPresentOrElse(number -> view.put("number", number), () -> view.putNull("number"));
    view.put("inForce", bundle.manifestHash().equals(active.get().hash()));
    view.set("author", account(bundle.author()));
    view.put("createdAt", bundle.createdAt().toString());
    view.set("decidedBy", bundle.decidedBy().map(PolicyViews::account).orElse(null));
    view.put("manifestHash", bundle.manifestHash());
    view.putObject("links").put("self", "/api/policies/" + bundle.id());
    return view;
  }

  /** An activation; the number 0 is the bundle in the installation's folder. */
  static ObjectNode activation(Activation activation) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", activation.id().toString());
    view.put("number", activation.number().orElse(0));
    view.put("kind", activation.kind().name());
    view.set("by", account(activation.by()));
    view.put("orderedAt", activation.orderedAt().toString());
    view.put("effectiveAt", activation.effectiveAt().toString());
    view.put("note", activation.note());
    view.put("receipt", activation.receipt());
    return view;
  }

  private ObjectNode active() {
    ObjectNode view = Json.MAPPER.createObjectNode();
    PolicyBundle bundle = active.get();
    view.put("version", bundle.version());
    view.put("hash", bundle.hash());
    view.put("number", active.activation().map(each -> each.number().orElse(0)).orElse(0));
    view.put("since", active.activation().map(each -> each.effectiveAt().toString()).orElse(null));
    view.set("tenants", TenantViews.of(bundle.contents()));
    return view;
  }

  private ObjectNode release(SignedStatement signed) {
    Base64.Encoder base64 = Base64.getEncoder();
    return Json.MAPPER
        .createObjectNode()
        .put("statement", signed.text())
        .put("keyId", signed.keyId())
        .put("signature", base64.encodeToString(signed.signature()))
        .put("publicKey", base64.encodeToString(key.publicKey().getEncoded()));
  }

  private static ObjectNode step(BundleStep step) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("kind", step.kind().name());
    view.set("by", account(step.by()));
    view.put("at", step.at().toString());
    view.put("note", step.note());
    view.put("receipt", step.receipt());
    return view;
  }

  private static ObjectNode account(Account account) {
    return Json.MAPPER
        .createObjectNode()
        .put("userName", account.userName())
        .put("pseudonym", account.pseudonym());
  }

  private Optional<StoredBundle> find(UUID id) {
    return database.inTransaction(stores -> stores.policyBundles().find(id));
  }
}
