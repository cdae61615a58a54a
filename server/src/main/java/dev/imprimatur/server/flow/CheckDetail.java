package dev.imprimatur.server.flow;

import java.util.Map;

/**
 * What a check said, beside the thresholds that decided. Those of the model's own safety checker
 * are differences of cosines, of others 0 to 1.
 */
public record CheckDetail(
    String name,
    String version,
    String weightsHash,
    Map<String, Double> scores,
    Map<String, Double> thresholds,
    boolean flagged) {
  /** The code of a quarantine by this check. */
  String reason() {
    return "image_" + name.replace('-', '_');
  }
}
