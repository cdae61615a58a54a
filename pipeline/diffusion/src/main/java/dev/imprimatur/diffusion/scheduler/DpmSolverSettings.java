package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Map;
import java.util.Set;

/**
 * What a checkpoint says to DPM-Solver.
 *
 * @param solver the settings that all solvers share
 * @param reach the training timesteps that are used, from the first on
 * @param order of each step, up to 3
 * @param algorithm which equations are solved
 * @param midpoint which of the second-order solvers
 * @param cuts whether timesteps found from sigmas are always cut instead of rounded
 */
record DpmSolverSettings(
    SolverSettings solver,
    int reach,
    OrderRule order,
    DpmSolverAlgorithm algorithm,
    boolean midpoint,
    boolean cuts) {
  /** True for midpoint, which stands in for the types of other solvers too. */
  static final Map<String, Boolean> SOLVERS =
      Map.of("midpoint", true, "heun", false, "logrho", true, "bh1", true, "bh2", true);

  private static final Set<String> LEARNED = Set.of("learned", "learned_range");

  static DpmSolverSettings read(SettingsReader reader) throws InvalidCheckpointException {
    requireFixedVariance(reader);
    SolverSettings solver = SolverSettings.read(reader, SigmaSpread.readWithLambdas(reader));
    DpmSolverAlgorithm algorithm = DpmSolverAlgorithm.read(reader);
    requireNoise(reader, solver, algorithm);
    boolean stochasticNoise = algorithm == DpmSolverAlgorithm.STOCHASTIC_NOISE;
    return new DpmSolverSettings(
        solver,
        reach(reader, solver),
        new OrderRule(
            reader.integer("solver_order", 2, 1, stochasticNoise ? 2 : 3),
            reader.flag("lower_order_final", true),
            reader.flag("euler_at_final", false),
            solver.end()),
        algorithm,
        reader.choice("solver_type", true, SOLVERS),
        NoiseSettings.USUAL.readSchedule(reader) == BetaSchedule.SQUAREDCOS_CAP_V2);
  }

  /** For the singlestep form, which knows one spacing alone. */
  static DpmSolverSettings readSinglestep(SettingsReader reader) throws InvalidCheckpointException {
    requireFixedVariance(reader);
    SolverSettings solver = SolverSettings.readEvenly(reader);
    DpmSolverAlgorithm algorithm = DpmSolverAlgorithm.readSinglestep(reader);
    requireNoise(reader, solver, algorithm);
    if (!algorithm.denoises()) {
      reader.requireOff("thresholding");
    }
    return new DpmSolverSettings(
        solver,
        reach(reader, solver),
        new OrderRule(
            reader.integer("solver_order", 2, 1, 3),
            reader.flag("lower_order_final", false),
            false,
            solver.end()),
        algorithm,
        reader.choice("solver_type", true, SOLVERS),
        false);
  }

  /**
   * A learned variance is half of the output; DDPM's settings name others, which change nothing.
   */
  private static void requireFixedVariance(SettingsReader reader)
      throws InvalidCheckpointException {
    reader.requireNot("variance_type", LEARNED, "fixed, since a learned one is not supported");
  }

  /** The noise cannot be told from the sample where none is left. */
  private static void requireNoise(
      SettingsReader reader, SolverSettings solver, DpmSolverAlgorithm algorithm)
      throws InvalidCheckpointException {
    if (!algorithm.denoises() && solver.end() == FinalSigma.ZERO) {
      throw reader.invalid("final_sigmas_type", "sigma_min where algorithm_type has no \"++\"");
    }
  }

  /** Timesteps whose lambda is below the limit, at the noisy end, are left out. */
  private static int reach(SettingsReader reader, SolverSettings solver)
      throws InvalidCheckpointException {
    double limit =
        reader.number("lambda_min_clipped", -Double.MAX_VALUE, Double.NEGATIVE_INFINITY, 0);
    int reach = solver.noise().timesteps();
    while (reach > 0 && solver.noise().level(reach - 1).lambda() < limit) {
      reach--;
    }
    boolean cut = reach < solver.noise().timesteps();
    if (cut && (reach < 2 || solver.spacing() == Spacing.TRAILING)) {
      throw reader.invalid(
          "lambda_min_clipped",
          "low enough to leave every timestep of trailing spacing, and two of another");
    }
    return reach;
  }

  /** What the algorithm's equations are of. */
  float[] estimate(float[] sample, float[] output, NoiseLevel level) {
    return algorithm.denoises()
        ? solver.denoised(sample, output, level)
        : solver.noise(sample, output, level);
  }

  Course course(int steps) {
    return solver.spread().isByTimestep()
        ? solver.spacedCourse(steps, reach)
        : solver.spreadCourse(steps, solver.spread().rounds() && !cuts, false);
  }
}
