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
  /** The same of a check that keeps nothing back. */
  CheckDetail unflagged() {
    return new CheckDetail(name, version, weightsHash, scores, thresholds, false);
  }

  /** The code of a quarantine by this check. */
  String reason() {
    return "image_" + plain();
  }

  /** The code of a refusal of a picture that somebody brought. */
  String uploadReason() {
    return "upload_" + plain();
  }

  private String plain() {
    return name.replace('-', '_');
  }
}
