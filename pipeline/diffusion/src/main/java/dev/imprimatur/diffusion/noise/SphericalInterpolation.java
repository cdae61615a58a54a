package dev.imprimatur.diffusion.noise;

/**
 * Spherical interpolation (Shoemake, "Animating rotation with quaternion curves", 1985). Between
 * two noises it keeps their length, which a straight line would shorten and so make the picture
 * flat.
 */
public final class SphericalInterpolation {
  /** Beyond this cosine of the angle the arc is taken for a line, as pipelines commonly do. */
  private static final double PARALLEL = 0.9995;

  private SphericalInterpolation() {}

  /**
   * The point on the arc from {@code first} to {@code second}, computed in double.
   *
   * @param part 0 is {@code first}, 1 is {@code second}
   * @throws IllegalArgumentException when the two differ in length
   */
  public static float[] between(float[] first, float[] second, double part) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "noises of %d and %d numbers have none between them"
              .formatted(first.length, second.length));
    }
    double cosine = cosine(first, second);
    // Not a number when one of them is all zeros, which has no direction.
    if (!(Math.abs(cosine) <= PARALLEL)) {
      return mixed(first, 1 - part, second, part);
    }
    double angle = StrictMath.acos(cosine);
    double sine = StrictMath.sin(angle);
    return mixed(
        first,
        StrictMath.sin(angle - angle * part) / sine,
        second,
        StrictMath.sin(angle * part) / sine);
  }

  private static double cosine(float[] first, float[] second) {
    double product = 0;
    double firstSquare = 0;
    double secondSquare = 0;
    for (int i = 0; i < first.length; i++) {
      product += (double) first[i] * second[i];
      firstSquare += (double) first[i] * first[i];
      secondSquare += (double) second[i] * second[i];
    }
    return product / (StrictMath.sqrt(firstSquare) * StrictMath.sqrt(secondSquare));
  }

  private static float[] mixed(float[] first, double ofFirst, float[] second, double ofSecond) {
    float[] mixed = new float[first.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (float) (ofFirst * first[i] + ofSecond * second[i]);
    }
    return mixed;
  }
}
