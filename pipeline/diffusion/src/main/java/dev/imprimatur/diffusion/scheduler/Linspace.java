package dev.imprimatur.diffusion.scheduler;

/**
 * Numbers equally far apart, in float, each counted from the nearer end and rounded once, as
 * PyTorch does where the processor multiplies and adds in one instruction.
 */
final class Linspace {
  private Linspace() {}

  /** At least two numbers, both ends among them. */
  static float[] of(float start, float end, int count) {
    float[] numbers = new float[count];
    float apart = (end - start) / (count - 1);
    for (int i = 0; i < count; i++) {
      numbers[i] =
          i < count / 2
              ? Math.fma(apart, (float) i, start)
              : Math.fma(-apart, (float) (count - 1 - i), end);
    }
    return numbers;
  }
}
