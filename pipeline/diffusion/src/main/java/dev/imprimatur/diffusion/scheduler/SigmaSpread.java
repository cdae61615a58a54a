package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.OptionalDouble;

/**
 * How sigmas are spread between the largest and the smallest.
 *
 * @param kind of the spread
 * @param smallest sigma of that spread; empty for the last of the sigmas that it replaces
 * @param largest sigma of that spread; empty for the first of them
 */
record SigmaSpread(Kind kind, OptionalDouble smallest, OptionalDouble largest) {
  static final SigmaSpread NONE = without(Kind.TIMESTEPS);

  private static final double SMALLEST = 1e-6;
  private static final double LARGEST = 1e6;
  private static final BetaQuantile BETA = new BetaQuantile(0.6);

  /** The spreads that checkpoints can ask for. */
  enum Kind {
    /** As the timesteps have it. */
    TIMESTEPS,
    /** Equally far apart to the power of 1/7 (Karras et al., 2022). */
    KARRAS,
    /** Equally far apart by their logarithms. */
    EXPONENTIAL,
    /** The same, between the training's own limits and with whole timesteps (Lu et al., 2022). */
    LAMBDAS,
    /** By the quantiles of a beta distribution ("Beta sampling is all you need", 2024). */
    BETA
  }

  static SigmaSpread read(SettingsReader reader) throws InvalidCheckpointException {
    return within(reader, readKind(reader));
  }

  /** For a scheduler that honours {@code use_lu_lambdas} too. */
  static SigmaSpread readWithLambdas(SettingsReader reader) throws InvalidCheckpointException {
    Kind kind = readKind(reader);
    boolean lambdas = reader.flag("use_lu_lambdas", false);
    return lambdas && kind != Kind.KARRAS ? without(Kind.LAMBDAS) : within(reader, kind);
  }

  /** For a scheduler whose Karras spread knows no {@code sigma_min} and {@code sigma_max}. */
  static SigmaSpread readKarrasWithoutLimits(SettingsReader reader)
      throws InvalidCheckpointException {
    Kind kind = readKind(reader);
    return kind == Kind.KARRAS ? without(kind) : within(reader, kind);
  }

  private static Kind readKind(SettingsReader reader) throws InvalidCheckpointException {
    boolean karras = reader.flag("use_karras_sigmas", false);
    boolean exponential = reader.flag("use_exponential_sigmas", false);
    boolean beta = reader.flag("use_beta_sigmas", false);
    if (karras ? exponential || beta : exponential && beta) {
      throw reader.invalid(
          exponential ? "use_exponential_sigmas" : "use_beta_sigmas",
          "false, since the sigmas are already spread otherwise");
    }
    if (karras) {
      return Kind.KARRAS;
    }
    return exponential ? Kind.EXPONENTIAL : beta ? Kind.BETA : Kind.TIMESTEPS;
  }

  private static SigmaSpread within(SettingsReader reader, Kind kind)
      throws InvalidCheckpointException {
    return new SigmaSpread(
        kind,
        reader.optionalNumber("sigma_min", SMALLEST, LARGEST),
        reader.optionalNumber("sigma_max", SMALLEST, LARGEST));
  }

  private static SigmaSpread without(Kind kind) {
    return new SigmaSpread(kind, OptionalDouble.empty(), OptionalDouble.empty());
  }

  boolean isByTimestep() {
    return kind == Kind.TIMESTEPS;
  }

  /** Whether schedulers that step between whole timesteps round them, instead of cutting them. */
  boolean rounds() {
    return kind == Kind.KARRAS || kind == Kind.LAMBDAS;
  }

  /** As many sigmas in the place of those from {@code first} to {@code last}. */
  double[] sigmas(double first, double last, int steps) {
    double from = largest.orElse(first);
    double to = smallest.orElse(last);
    return switch (kind) {
      case KARRAS -> SigmaPath.karras(from, to, steps);
      case EXPONENTIAL, TIMESTEPS ->
          SigmaPath.exponential(StrictMath.log(from), StrictMath.log(to), steps);
      case LAMBDAS ->
          SigmaPath.exponential(
              FloatLogarithm.of((float) from), FloatLogarithm.of((float) to), steps);
      case BETA -> {
        double[] sigmas = new double[steps];
        for (int i = 0; i < steps; i++) {
          sigmas[i] = to + BETA.at(1 - SigmaPath.part(i, steps)) * (from - to);
        }
        yield sigmas;
      }
    };
  }

  /**
   * The path along {@code sigmas}, or along those that replace them.
   *
   * @param training sigma at each training timestep
   * @param last sigma, after the last step
   */
  SigmaPath path(float[] timesteps, double[] sigmas, float[] training, double last) {
    if (isByTimestep()) {
      return SigmaPath.of(timesteps, sigmas, last);
    }
    double[] spread = sigmas(sigmas[0], sigmas[sigmas.length - 1], timesteps.length);
    return SigmaPath.of(SigmaPath.floats(SigmaPath.timestepsAt(spread, training)), spread, last);
  }
}
