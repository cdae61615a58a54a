package dev.imprimatur.server.flow;

import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.db.generation.Generation;
import java.util.List;

/**
 * A worker's answer to the very order that was signed for this generation.
 *
 * @param detail with what was said of a picture to start from, once that was looked at
 */
record Drawn(
    Generation generation, GenerationDetail detail, String worker, GenerationOutcome.Drawn answer) {
  Drawn withStart(List<CheckDetail> said) {
    return new Drawn(generation, detail.startChecked(said), worker, answer);
  }

  List<CheckDetail> startChecks() {
    return detail.brought().map(StartDetail.UploadDetail::checks).orElse(List.of());
  }
}
