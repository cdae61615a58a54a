package dev.imprimatur.server.licencereport;

import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.licence.Acceptance;
import dev.imprimatur.server.licencereport.LicenceReport.Line;
import dev.imprimatur.server.licencereport.LicenceReport.Pictures;
import dev.imprimatur.server.licencereport.LicenceReport.Requests;
import dev.imprimatur.server.licencereport.LicenceReport.Total;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what happened under each licence text. */
final class ReportTotals {
  private final Map<Text, Sums> sums = new TreeMap<>();

  /** Counts an acceptance, and its withdrawal, where they fall into the period. */
  void add(Acceptance acceptance, Instant from, Instant to) {
    Sums sum =
        sums(
            new Text(
                acceptance.to().licenceId(),
                acceptance.to().version(),
                acceptance.to().textSha256()));
    if (within(acceptance.acceptedAt(), from, to)) {
      sum.acceptances++;
    }
    if (acceptance.withdrawal().filter(end -> within(end.at(), from, to)).isPresent()) {
      sum.withdrawals++;
    }
  }

  /** Counts a request and its pictures. */
  void add(Generation generation, List<Line> lines) {
    Line first = lines.getFirst();
    Sums sum = sums(new Text(first.licence(), first.version(), first.textSha256()));
    sum.requests.merge(generation.state(), 1L, Long::sum);
    for (Line line : lines) {
      if (line.picture().isPresent()) {
        sum.pictures.merge(line.state(), 1L, Long::sum);
      }
    }
  }

  List<Total> all() {
    return sums.entrySet().stream().map(each -> total(each.getKey(), each.getValue())).toList();
  }

  private Sums sums(Text text) {
    return sums.computeIfAbsent(text, ignored -> new Sums());
  }

  private static boolean within(Instant time, Instant from, Instant to) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  private static Total total(Text text, Sums sum) {
    return new Total(
        text.licence(),
        text.version(),
        text.sha256(),
        sum.acceptances,
        sum.withdrawals,
        new Requests(
            sum.of(GenerationState.RELEASED),
            sum.of(GenerationState.QUARANTINED),
            sum.of(GenerationState.DENIED),
            sum.of(GenerationState.FAILED),
            sum.of(GenerationState.CANCELLED),
            sum.requests.entrySet().stream()
                .filter(each -> !each.getKey().isFinal())
                .mapToLong(Map.Entry::getValue)
                .sum()),
        new Pictures(
            sum.of("released"), sum.of("quarantined"), sum.of("held"), sum.of("withheld")));
  }

  private record Text(String licence, String version, String sha256) implements Comparable<Text> {
    private static final Comparator<Text> ORDER =
        Comparator.comparing(Text::licence)
            .thenComparing(Text::version)
            .thenComparing(Text::sha256);

    @Override
    public int compareTo(Text other) {
      return ORDER.compare(this, other);
    }
  }

  private static final class Sums {
    private final Map<GenerationState, Long> requests = new EnumMap<>(GenerationState.class);
    private final Map<String, Long> pictures = new HashMap<>();
    private long acceptances;
    private long withdrawals;

    long of(GenerationState state) {
      return requests.getOrDefault(state, 0L);
    }

    long of(String pictureState) {
      return pictures.getOrDefault(pictureState, 0L);
    }
  }
}
