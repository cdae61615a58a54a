package dev.imprimatur.server.attestation;

import dev.imprimatur.db.Stores;
import dev.imprimatur.policy.licence.Licence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether models may be offered under a licence: only while all that it wants attested stands. */
public final class LicenceStanding {
  private LicenceStanding() {}

  /** Why models under this licence are not offered, for people; nothing if they are. */
  public static Optional<String> closed(Stores stores, Licence licence, Instant now) {
    List<String> missing =
        licence.operatorAttestations().entrySet().stream()
            .filter(needed ->
                stores
                    .attestations()
                    .standing(needed.getKey(), needed.getValue().statement(), now)
                    .isEmpty())
            .map(needed -> needed.getKey().substring(needed.getKey().indexOf('#') + 1))
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Models under the licence \"%s\" are not offered: the operator has not attested, or not"
                    .formatted(licence.title())
                + " renewed, what its clause%s %s ask%s for."
                    .formatted(
                        missing.size() == 1 ? "" : "s",
                        String.join(", ", missing),
                        missing.size() == 1 ? "s" : ""));
  }
}
