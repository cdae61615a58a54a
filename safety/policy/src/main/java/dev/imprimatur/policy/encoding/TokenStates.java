package dev.imprimatur.policy.encoding;

/**
 * The vectors of a text's pieces, markers for its beginning and end included.
 *
 * @param values piece by piece, {@link #WIDTH} numbers each
 */
public record TokenStates(float[] values) {
  /** Numbers for each piece. */
  public static final int WIDTH = 384;

  public TokenStates {
    if (values.length == 0 || values.length % WIDTH != 0) {
      throw new IllegalArgumentException("states must be a multiple of " + WIDTH + " numbers");
    }
  }

  /** How many pieces there are, at least 1. */
  public int pieces() {
    return values.length / WIDTH;
  }
}
