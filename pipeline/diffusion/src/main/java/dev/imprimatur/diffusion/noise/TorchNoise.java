package dev.imprimatur.diffusion.noise;

/**
 * What {@code torch.randn} draws in float32 from one CPU generator, so that seeds of Diffusers can
 * be brought along.
 *
 * <p>Draws of 16 numbers and more are made in groups of 16: the uniform numbers of a group give the
 * radii (first eight) and the angles (last eight) of Box and Muller's transform; when the count is
 * no multiple of 16, the last 16 numbers are drawn anew. Shorter draws are made pair by pair in
 * double, and a second number left over waits for the next short draw.
 *
 * <p>PyTorch's own numbers differ in the last bits from one processor to another, because its
 * vector and its scalar code compute logarithm, sine, cosine and the angle differently. Here they
 * come from {@link StrictMath}, the same everywhere, and follow the vector code, from which they
 * are less than 1e-6 away.
 *
 * <p>Pictures of one batch may share a generator. When a latent's size is a multiple of 16, as
 * every latent's of Stable Diffusion is, one draw of the whole batch equals a draw for each picture
 * in turn.
 */
public final class TorchNoise implements NoiseStream {
  private static final int GROUP = 16;
  private static final int HALF = GROUP / 2;
  private static final float FULL_TURN = (float) (2 * StrictMath.PI);

  private final MersenneTwister generator;
  private double waiting = Double.NaN;

  /**
   * The stream of {@code torch.Generator("cpu").manual_seed(seed)}.
   *
   * @param seed of which PyTorch uses the lower 32 bits
   */
  public TorchNoise(long seed) {
    this.generator = new MersenneTwister((int) seed);
  }

  @Override
  public float[] next(int count) {
    return count < GROUP ? few(count) : many(count);
  }

  private float[] many(int count) {
    float[] noise = new float[count];
    for (int i = 0; i < count; i++) {
      noise[i] = generator.uniformFloat();
    }
    int whole = count - count % GROUP;
    for (int at = 0; at < whole; at += GROUP) {
      transform(noise, at);
    }
    if (whole < count) {
      int last = count - GROUP;
      for (int i = last; i < count; i++) {
        noise[i] = generator.uniformFloat();
      }
      transform(noise, last);
    }
    return noise;
  }

  /** Uniform numbers become normal ones in the place; every product is rounded to float. */
  private static void transform(float[] noise, int at) {
    for (int i = at; i < at + HALF; i++) {
      float radius = (float) StrictMath.sqrt(-2 * (float) StrictMath.log(1 - noise[i]));
      float angle = FULL_TURN * noise[i + HALF];
      noise[i] = radius * (float) StrictMath.cos(angle);
      noise[i + HALF] = radius * (float) StrictMath.sin(angle);
    }
  }

  private float[] few(int count) {
    float[] noise = new float[count];
    for (int i = 0; i < count; i++) {
      noise[i] = (float) one();
    }
    return noise;
  }

  private double one() {
    if (!Double.isNaN(waiting)) {
      double second = waiting;
      waiting = Double.NaN;
      return second;
    }
    double angle = 2 * StrictMath.PI * generator.uniformDouble();
    double radius = StrictMath.sqrt(-2 * StrictMath.log1p(-generator.uniformDouble()));
    waiting = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }
}
