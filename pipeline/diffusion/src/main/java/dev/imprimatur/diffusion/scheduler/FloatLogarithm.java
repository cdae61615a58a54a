package dev.imprimatur.diffusion.scheduler;

/**
 * The natural logarithm in float as NumPy's vectorised form computes it: of value = m * 2^e, with m
 * from sqrt(1/2) to sqrt(2), it is e * log(2) + P(m - 1) / Q(m - 1), every step rounded to float.
 *
 * <p>One result in ten is a last bit off. Timesteps that are found by logarithms are cut to whole
 * ones, so that bit decides between two of them.
 */
final class FloatLogarithm {
  private static final float LOG_2 = 0.6931472f;

  /** The coefficients of P and Q, the highest powers first. */
  private static final float[] ABOVE = {
    0.025899792f, 0.38088378f, 1.4800006f, 2.1126776f, 1.0f, 0.0f
  };

  private static final float[] BELOW = {
    0.0058750953f, 0.15464763f, 0.9864943f, 2.453006f, 2.6126776f, 1.0f
  };

  private static final float ROOT_OF_HALF = 0.70710677f;

  private FloatLogarithm() {}

  /** Of a normal number above 0. */
  static float of(float value) {
    int exponent = Math.getExponent(value) + 1;
    float mantissa = Math.scalb(value, -exponent);
    if (mantissa <= ROOT_OF_HALF) {
      mantissa *= 2;
      exponent--;
    }
    float fraction = polynomial(ABOVE, mantissa - 1) / polynomial(BELOW, mantissa - 1);
    return Math.fma(exponent, LOG_2, fraction);
  }

  private static float polynomial(float[] coefficients, float at) {
    float sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = Math.fma(sum, at, coefficients[i]);
    }
    return sum;
  }
}
