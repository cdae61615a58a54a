package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.licence.Attestation;
import dev.imprimatur.policy.licence.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a file of clauses: each with its number, what it asks and who answers for it. */
final class ClauseFile {
  private ClauseFile() {}

  static List<Clause> read(String file, PartReader files, List<Defect> defects) {
    var clauses = new ArrayList<Clause>();
    List<Entry> entries = files.listWithOmissions(file, new TypeReference<List<Entry>>() {});
    for (int number = 1; number <= entries.size(); number++) {
      try {
        clauses.add(entries.get(number - 1).clause());
      } catch (IllegalArgumentException e) {
        defects.add(Defect.of(file, "clause " + number + ": " + e.getMessage()));
      }
    }
    return clauses;
  }

  private record Entry(
      @Nullable String number, @Nullable String statement, @Nullable Answering attestation) {
    Clause clause() {
      return new Clause(
          Objects.requireNonNullElse(number, ""),
          Objects.requireNonNullElse(statement, ""),
          attestation == null ? Optional.empty() : Optional.of(attestation.attestation()));
    }
  }

  /**
   * Who answers for a clause.
   *
   * @param by user or operator
   * @param days only of an operator's
   */
  private record Answering(
      @Nullable String by, @Nullable String statement, @Nullable Integer days) {
    Attestation attestation() {
      String stated = Objects.requireNonNullElse(statement, "");
      return switch (Objects.requireNonNullElse(by, "")) {
        case "user" -> new Attestation.OfUser(stated);
        case "operator" -> new Attestation.OfOperator(stated, Objects.requireNonNullElse(days, 0));
        default -> throw new IllegalArgumentException("an attestation is by user or operator");
      };
    }
  }
}
