package dev.imprimatur.picture;

/** How the colours of a resized picture are found. The curves and their names are Pillow's. */
public enum Resampling {
  /** The colour of the pixel in whose square the new pixel's middle lies. */
  NEAREST(0) {
    @Override
    double weight(double distance) {
      return 1;
    }
  },
  /** Keys's cubic convolution with a = -1/2 (1981). */
  BICUBIC(2) {
    @Override
    double weight(double distance) {
      double x = Math.abs(distance);
      if (x < 1) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
  },
  /** Lanczos's window of three lobes (Duchon, "Lanczos filtering", 1979). */
  LANCZOS(3) {
    @Override
    double weight(double distance) {
      return distance >= -3 && distance < 3 ? sinc(distance) * sinc(distance / 3) : 0;
    }
  };

  private static final double A = -0.5;

  private final double support;

  Resampling(double support) {
    this.support = support;
  }

  /** How many source pixels away a pixel still counts, when a picture is not made smaller. */
  double support() {
    return support;
  }

  /** What a pixel counts at a distance in pixels. */
  abstract double weight(double distance);

  private static double sinc(double x) {
    return x == 0 ? 1 : StrictMath.sin(x * StrictMath.PI) / (x * StrictMath.PI);
  }
}
