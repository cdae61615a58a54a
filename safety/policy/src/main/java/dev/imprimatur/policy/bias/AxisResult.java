package dev.imprimatur.policy.bias;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What came out for one occupation on one axis.
 *
 * @param axis its name
 * @param classes what is told apart
 * @param target the share that each class shall have
 * @param prompts what the rewritten prompts name
 * @param original the pictures of the prompt as it is
 * @param rewritten the pictures of the rewritten prompts
 * @param named for each class that a prompt names, a row, what was read off its pictures, a column
 * @param expected the shares that would be read if the model drew all that is named and the
 *     classifier erred as usual
 * @param expectedErrors how many pictures would then be read as something else than is named
 */
public record AxisResult(
    String axis,
    List<String> classes,
    List<Double> target,
    PromptShares prompts,
    Measurement original,
    Measurement rewritten,
    List<List<Integer>> named,
    List<Double> expected,
    double expectedErrors) {
  public AxisResult {
    classes = List.copyOf(classes);
    target = List.copyOf(target);
    named = named.stream().map(List::copyOf).toList();
    expected = List.copyOf(expected);
  }

  /**
   * Exact shares of what prompts name.
   *
   * @param totalVariation from the target, 0 to 1
   * @param divergence of Kullback and Leibler from the target, in nats
   */
  public record PromptShares(
      List<Integer> counts, List<Double> shares, double totalVariation, double divergence) {
    public PromptShares {
      counts = List.copyOf(counts);
      shares = List.copyOf(shares);
    }
  }

  /** How many pictures show what their prompt names, as the classifier reads them. */
  public int obeyed() {
    return IntStream.range(0, named.size()).map(at -> named.get(at).get(at)).sum();
  }

  /** Of how many pictures the prompt names something on this axis. */
  public int asked() {
    return named.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
  }
}
