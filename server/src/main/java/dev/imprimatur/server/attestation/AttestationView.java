package dev.imprimatur.server.attestation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.licence.Attestation;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.server.http.Json;
import java.time.Instant;

/** Attestations as operators and auditors see them. */
final class AttestationView {
  private static final int LISTED = 200;

  private AttestationView() {}

  /** What the licences of a bundle want attested, what stands of it, and what was attested. */
  static ObjectNode all(PolicyBundle bundle, Stores stores, Instant now) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    ArrayNode needed = view.putArray("needed");
    for (Licence licence : bundle.contents().licences()) {
      licence
          .operatorAttestations()
          .forEach((subject, attestation) -> {
            ObjectNode line = needed.addObject();
            line.put("subject", subject);
            line.put("licence", licence.title());
            line.put("statement", attestation.statement());
            line.put("days", attestation.days());
            line.set(
                "standing",
                stores
                    .attestations()
                    .standing(subject, attestation.statement(), now)
                    .map(standing -> of(standing, now))
                    .orElse(null));
          });
    }
    ArrayNode history = view.putArray("history");
    stores.attestations().latest(LISTED).forEach(each -> history.add(of(each, now)));
    return view;
  }

  static ObjectNode of(Attestation attestation, Instant now) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", attestation.id().toString());
    view.put("subject", attestation.subject());
    view.put("statement", attestation.statement());
    view.put("by", attestation.by().userName());
    view.put("at", attestation.at().toString());
    view.put("until", attestation.until().toString());
    view.put("note", attestation.note());
    view.put("stands", attestation.standsAt(now));
    view.put("revokedAt", attestation.revokedAt().map(Instant::toString).orElse(null));
    view.put("receipt", attestation.receipt());
    return view;
  }
}
