package dev.imprimatur.policy.explanation;

/**
 * Words of the normalised prompt that mattered.
 *
 * @param start first position in the text, in UTF-16 units
 * @param end position after the last
 * @param attribute through which they mattered, for example {@code terms} or {@code signals}
 * @param value what they counted for, for example {@code violence:likely}
 * @param decisive whether it would not have counted without these words alone; of what is listed
 *     that is always so
 */
public record Span(int start, int end, String attribute, String value, boolean decisive) {
  public Span {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("a span must hold at least one character");
    }
  }
}
