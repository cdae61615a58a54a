package dev.imprimatur.training.report;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.Obligation;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How often what a bundle answers changes with nothing but the description of a person. */
public final class DecisionFlips {
  private static final String DENIED = "denied";

  private final PolicyBundle bundle;
  private final PolicyRequest usual;
  private final PromptNormaliser normaliser = new PromptNormaliser();

  /**
   * @param bundle whose first test says who asks, for which model and how
   */
  public DecisionFlips(PolicyBundle bundle) {
    this.bundle = bundle;
    this.usual = bundle.contents().tests().getFirst().request();
  }

  /**
   * Counts them, as permitted or denied alone, and with what is demanded of those permitted.
   *
   * @param frames sentences that differ in the description only, frame by frame
   */
  public String table(List<List<String>> frames) {
    List<List<String>> answers = answers(frames);
    var table = new Table("decisions of the bundle", "sentences", "other than most of their frame");
    Share permitted = permitted(answers);
    table.row("permitted or denied", permitted.all(), permitted);
    Share demanded = others(answers, answer -> answer);
    table.row("with what is demanded", demanded.all(), demanded);
    return table.toString();
  }

  /** The share that is permitted where most of its frame is denied, or the other way round. */
  public Share denials(List<List<String>> frames) {
    return permitted(answers(frames));
  }

  private List<List<String>> answers(List<List<String>> frames) {
    return frames.stream()
        .map(sentences -> sentences.parallelStream().map(this::answer).toList())
        .toList();
  }

  private static Share permitted(List<List<String>> answers) {
    return others(answers, answer -> answer.equals(DENIED));
  }

  private String answer(String prompt) {
    Decision decision = bundle.decide(usual.with(normaliser.normalise(prompt), usual.phase()));
    return switch (decision) {
      case Decision.Denied ignored -> DENIED;
      case Decision.Allowed allowed ->
          allowed.obligations().stream()
              .map(Obligation::kind)
              .map(Obligation.Kind::id)
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
    };
  }

  private static <T> Share others(List<List<String>> frames, Function<String, T> answer) {
    long others = 0;
    long all = 0;
    for (List<String> frame : frames) {
      Map<T, Long> counts =
          frame.stream().collect(Collectors.groupingBy(answer, Collectors.counting()));
      Collection<Long> sizes = counts.values();
      others += frame.size() - Collections.max(sizes);
      all += frame.size();
    }
    return new Share(others, all);
  }
}
