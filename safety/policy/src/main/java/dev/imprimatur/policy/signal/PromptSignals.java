package dev.imprimatur.policy.signal;

import java.util.List;

/**
 * Everything that was seen in a request's texts, computed once.
 *
 * @param findings what each list found, lists without findings included
 * @param scores what the trained models say of the prompt
 * @param writing how the prompt is written
 */
public record PromptSignals(List<Signal> findings, Scores scores, Writing writing) {
  public PromptSignals {
    findings = List.copyOf(findings);
  }
}
