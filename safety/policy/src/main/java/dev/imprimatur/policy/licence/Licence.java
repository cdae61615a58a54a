package dev.imprimatur.policy.licence;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A licence as users accept it.
 *
 * @param id for example {@code imprimatur-cartoon-1}
 * @param version a new version asks for a new acceptance
 * @param title for people
 * @param format how the text is shown
 * @param text complete
 * @param sha256 of the text's UTF-8 bytes, lower-case hex
 * @param clauses in the text's order, each number once
 */
public record Licence(
    String id,
    String version,
    String title,
    TextFormat format,
    String text,
    String sha256,
    List<Clause> clauses) {

  public Licence {
    require(!id.isBlank(), "a licence's id must not be blank");
    require(!version.isBlank(), "a licence's version must not be blank");
    require(!title.isBlank(), "a licence's title must not be blank");
    require(!text.isBlank(), "a licence's text must not be blank");
    require(
        sha256.equals(Sha256.hex(text.getBytes(StandardCharsets.UTF_8))),
        "a licence's sha256 must be that of its text");
    clauses = List.copyOf(clauses);
    Set<String> numbers = new LinkedHashSet<>();
    for (Clause clause : clauses) {
      require(numbers.add(clause.number()), "there are two clauses " + clause.number());
    }
  }

  /** A licence with the hash of its text. */
  public static Licence of(
      String id,
      String version,
      String title,
      TextFormat format,
      String text,
      List<Clause> clauses) {
    return new Licence(
        id,
        version,
        title,
        format,
        text,
        Sha256.hex(text.getBytes(StandardCharsets.UTF_8)),
        clauses);
  }

  /** The numbers of the clauses, in their order. */
  public Set<String> clauseNumbers() {
    return clauses.stream()
        .map(Clause::number)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** How policies and records name a clause, for example {@code imprimatur-cartoon-1#R3}. */
  public String reference(Clause clause) {
    return id + "#" + clause.number();
  }

  /** What the operator must attest, by the clause's reference. */
  public Map<String, Attestation.OfOperator> operatorAttestations() {
    var needed = new LinkedHashMap<String, Attestation.OfOperator>();
    for (Clause clause : clauses) {
      if (clause.attestation().orElse(null) instanceof Attestation.OfOperator attestation) {
        needed.put(reference(clause), attestation);
      }
    }
    return Collections.unmodifiableMap(needed);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
