package dev.imprimatur.diffusion;

/**
 * A sampler was asked for that the checkpoint's settings rule out, or with a number of steps that
 * it cannot take; the message says which setting or which numbers.
 */
public final class UnsuitableSamplerException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnsuitableSamplerException(Sampler sampler, Exception cause) {
    super("the sampler " + sampler + " does not suit: " + cause.getMessage(), cause);
  }
}
