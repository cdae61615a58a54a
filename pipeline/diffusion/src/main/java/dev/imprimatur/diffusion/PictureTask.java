package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.conditioning.BatchCondition;
import dev.imprimatur.diffusion.conditioning.TextCondition;
import dev.imprimatur.diffusion.denoising.Seat;
import dev.imprimatur.diffusion.denoising.Trajectory;
import java.util.Optional;

/**
 * One picture on its way through a session.
 *
 * @param commission its commission's place in the session
 * @param image its place in the commission's request
 * @param negative where there is guidance by two predictions
 */
record PictureTask(
    int commission,
    int image,
    DrawingRequest request,
    TextCondition prompt,
    Optional<TextCondition> negative,
    Trajectory trajectory) {

  /** The scale by which two predictions are mixed; 1 where there is one. */
  double mixing() {
    return negative.isPresent() ? request.guidanceScale() : 1;
  }

  /** Puts the texts where the picture sits. */
  void condition(BatchCondition batch, Seat seat) {
    int slot = seat.slot();
    if (negative.isPresent()) {
      batch.put(slot, negative.get(), request.guidanceScale());
      slot++;
    }
    batch.put(slot, prompt, request.guidanceScale());
  }
}
