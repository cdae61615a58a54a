package dev.imprimatur.server.licencereport;

import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.server.flow.CheckDetail;
import dev.imprimatur.server.flow.GenerationDetail;
import dev.imprimatur.server.flow.ImageDetail;
import dev.imprimatur.server.flow.LicenceDetail.ClauseDetail;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.licencereport.LicenceReport.Clause;
import dev.imprimatur.server.licencereport.LicenceReport.Line;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes lines of generations. */
final class ReportLines {
  private ReportLines() {}

  static List<Line> of(Generation generation) {
    GenerationDetail detail = Json.read(generation.detail(), GenerationDetail.class);
    if (detail.images().isEmpty()) {
      String state = generation.state().name().toLowerCase(Locale.ROOT);
      return List.of(line(generation, detail, Optional.empty(), state));
    }
    return detail.images().stream()
        .map(image -> line(generation, detail, Optional.of(image), image.state()))
        .toList();
  }

  private static Line line(
      Generation generation, GenerationDetail detail, Optional<ImageDetail> image, String state) {
    return new Line(
        generation.id().toString(),
        image.map(ImageDetail::index),
        generation.createdAt(),
        generation.owner().pseudonym(),
        detail.model(),
        detail.modelHash(),
        detail.licence().id(),
        detail.licence().version(),
        detail.licence().sha256(),
        Optional.ofNullable(detail.licence().acceptedAt()),
        state,
        image.map(ImageDetail::pixelHash),
        detail.decision().bundleVersion(),
        detail.decision().bundleHash(),
        clauses(detail, image));
  }

  private static List<Clause> clauses(GenerationDetail detail, Optional<ImageDetail> image) {
    List<ClauseDetail> checked = Objects.requireNonNullElse(detail.licence().clauses(), List.of());
    Set<String> made = names(image, false);
    Set<String> flagged = names(image, true);
    return checked.stream().map(clause -> clause(clause, made, flagged)).toList();
  }

  /** The image checks that were made, or those of them that flagged the picture. */
  private static Set<String> names(Optional<ImageDetail> image, boolean onlyFlagged) {
    return image.stream()
        .flatMap(each -> each.checks().stream())
        .filter(check -> check.flagged() || !onlyFlagged)
        .map(CheckDetail::name)
        .collect(Collectors.toSet());
  }

  private static Clause clause(ClauseDetail clause, Set<String> made, Set<String> flagged) {
    List<String> checks = clause.imageChecks().stream().filter(made::contains).toList();
    List<String> flagging = checks.stream().filter(flagged::contains).toList();
    return flagging.isEmpty()
        ? new Clause(
            clause.clause(),
            clause.outcome(),
            Stream.concat(clause.policies().stream(), checks.stream()).toList())
        : new Clause(clause.clause(), "flagged", flagging);
  }
}
