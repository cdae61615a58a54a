package dev.imprimatur.policy.bias;

import dev.imprimatur.policy.rewriting.DiversityRules.Axis;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An axis with the shares that its words shall have.
 *
 * @param shares by word, 1 together
 */
public record TargetAxis(String name, Map<String, Double> shares) {
  public TargetAxis {
    shares = new LinkedHashMap<>(shares);
  }

  static TargetAxis of(Axis axis) {
    var shares = new LinkedHashMap<String, Double>();
    for (int index = 0; index < axis.values().size(); index++) {
      shares.put(axis.values().get(index).word(), axis.share(index));
    }
    return new TargetAxis(axis.name(), shares);
  }
}
