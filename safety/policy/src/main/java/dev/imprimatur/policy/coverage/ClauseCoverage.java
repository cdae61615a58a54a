package dev.imprimatur.policy.coverage;

import dev.imprimatur.policy.licence.Attestation;
import dev.imprimatur.policy.licence.Clause;
import java.util.List;
import java.util.Optional;

/**
 * What stands behind one clause of a licence.
 *
 * @param licence its id
 * @param clause which
 * @param covers in no case more than one of a kind; empty if nothing stands behind it
 */
public record ClauseCoverage(String licence, Clause clause, List<Cover> covers) {
  public ClauseCoverage {
    covers = List.copyOf(covers);
  }

  /** The rules behind it; all empty if there are none. */
  public Cover.Rules rules() {
    for (Cover cover : covers) {
      if (cover instanceof Cover.Rules rules) {
        return rules;
      }
    }
    return new Cover.Rules(List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** Who answers for it. */
  public Optional<Attestation> attestation() {
    for (Cover cover : covers) {
      if (cover instanceof Cover.Attested(Attestation attestation)) {
        return Optional.of(attestation);
      }
    }
    return Optional.empty();
  }

  /** Whether nothing but somebody's word stands behind it. */
  public boolean attestedOnly() {
    return attestation().isPresent() && rules().policies().isEmpty();
  }

  /**
   * What is missing, one sentence each. Rules that cannot speak or are not tested are a gap whoever
   * answers for the clause as well.
   */
  public List<String> gaps() {
    return attestedOnly() ? List.of() : rules().gaps();
  }

  /** Whether live and tested policies enforce the clause, or somebody answers for it. */
  public boolean covered() {
    return gaps().isEmpty();
  }
}
