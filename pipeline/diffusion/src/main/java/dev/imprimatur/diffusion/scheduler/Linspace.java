package dev.imprimatur.diffusion.scheduler;

/** Numbers equally far apart, in float, each counted from the nearer end as PyTorch does. */
final class Linspace {
  private Linspace() {}

  /** At least two numbers, both ends among them. */
  static float[] of(float start, float end, int count) {
    float[] numbers = new float[count];
    float apart = (end - start) / (count - 1);
    for (int i = 0; i < count; i++) {
      numbers[i] = i < count / 2 ? start + apart * i : end - apart * (count - 1 - i);
    }
    return numbers;
  }
}
