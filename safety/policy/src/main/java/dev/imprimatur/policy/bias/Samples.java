package dev.imprimatur.policy.bias;

import java.util.List;

/**
 * Some of an occupation's pictures, small, as data URIs.
 *
 * @param original without rewriting
 * @param rewritten from the same seeds, with it
 */
public record Samples(List<String> original, List<String> rewritten) {
  /** No pictures. */
  public static final Samples NONE = new Samples(List.of(), List.of());

  public Samples {
    original = List.copyOf(original);
    rewritten = List.copyOf(rewritten);
  }
}
