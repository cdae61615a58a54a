package dev.imprimatur.server.licence;

import dev.imprimatur.policy.licence.Attestation;
import dev.imprimatur.policy.licence.Licence;
import java.util.List;
import java.util.Locale;

/**
 * A licence as shown.
 *
 * @param format {@code markdown} or {@code plain}
 * @param text complete
 * @param sha256 of the text, which whoever accepts it states
 * @param attested what a user attests by accepting it
 */
public record LicenceView(
    String id,
    String version,
    String title,
    String format,
    String text,
    String sha256,
    List<String> attested) {
  static LicenceView of(Licence licence) {
    return new LicenceView(
        licence.id(),
        licence.version(),
        licence.title(),
        licence.format().name().toLowerCase(Locale.ROOT),
        licence.text(),
        licence.sha256(),
        attested(licence));
  }

  private static List<String> attested(Licence licence) {
    return licence.clauses().stream()
        .flatMap(clause -> clause.attestation().stream())
        .filter(Attestation.OfUser.class::isInstance)
        .map(Attestation::statement)
        .toList();
  }
}
