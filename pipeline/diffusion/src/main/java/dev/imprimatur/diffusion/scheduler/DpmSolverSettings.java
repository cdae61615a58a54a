package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Arrays;
import java.util.Map;

/**
 * What a checkpoint says to DPM-Solver++.
 *
 * @param solver the settings that all solvers share
 * @param reach the training timesteps that are used, from the first on
 * @param order 1 to 3
 * @param midpoint which of the second-order solvers
 * @param stochastic whether each step draws noise
 * @param lowerOrderFinal whether the last two steps of a run below 15 steps are of lower order
 * @param eulerAtFinal whether the last step is of first order
 * @param cutsKarras whether timesteps found from sigmas are cut instead of rounded
 */
record DpmSolverSettings(
    SolverSettings solver,
    int reach,
    int order,
    boolean midpoint,
    boolean stochastic,
    boolean lowerOrderFinal,
    boolean eulerAtFinal,
    boolean cutsKarras) {
  private static final int SHORT_RUN = 15;

  /** True for the stochastic form; the third is another solver, for which this one stands in. */
  private static final Map<String, Boolean> ALGORITHMS =
      Map.of("dpmsolver++", false, "sde-dpmsolver++", true, "deis", false);

  /** True for midpoint, which stands in for the types of other solvers too. */
  private static final Map<String, Boolean> SOLVERS =
      Map.of("midpoint", true, "heun", false, "logrho", true, "bh1", true, "bh2", true);

  static DpmSolverSettings read(SettingsReader reader) throws InvalidCheckpointException {
    reader.requireOff("use_lu_lambdas");
    reader.requireAbsent("variance_type");
    SolverSettings solver = SolverSettings.read(reader);
    boolean stochastic = reader.choice("algorithm_type", false, ALGORITHMS);
    return new DpmSolverSettings(
        solver,
        reach(reader, solver),
        reader.integer("solver_order", 2, 1, stochastic ? 2 : 3),
        reader.choice("solver_type", true, SOLVERS),
        stochastic,
        reader.flag("lower_order_final", true),
        reader.flag("euler_at_final", false),
        NoiseSettings.USUAL.readSchedule(reader) == BetaSchedule.SQUAREDCOS_CAP_V2);
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

  Course course(int steps) {
    if (!solver.spread().karras()) {
      return solver.spacedCourse(steps, reach);
    }
    double[] sigmas = solver.spreadSigmas(steps);
    float[] training = solver.noise().sigmas();
    double[] exact = SigmaPath.timestepsAt(sigmas, training);
    int[] timesteps =
        Arrays.stream(exact).mapToInt(t -> (int) (cutsKarras ? t : Math.rint(t))).toArray();
    return SolverSettings.course(steps, timesteps, sigmas, solver.end().after(training));
  }

  /**
   * The order of a step.
   *
   * @param evaluation which
   * @param evaluations in all
   * @param taken steps of this run before it
   */
  int order(int evaluation, int evaluations, int taken) {
    int left = evaluations - evaluation;
    boolean lowers = lowerOrderFinal && evaluations < SHORT_RUN;
    if (left == 1 && (eulerAtFinal || lowers || solver.end() == FinalSigma.ZERO)) {
      return 1;
    }
    int reached = Math.min(order, taken + 1);
    return left == 2 && lowers ? Math.min(reached, 2) : reached;
  }
}
