package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Map;
import java.util.Set;

/**
 * What a checkpoint says to UniPC.
 *
 * @param solver the settings that all solvers share
 * @param order 1 to 3
 * @param predictsDenoised whether estimates are of the clean latent instead of the noise
 * @param exponential whether B(h) = e^h - 1 instead of h
 * @param lowerOrderFinal whether the order falls towards the end of the course
 * @param uncorrected steps that are not corrected, from 0
 */
record UniPcSettings(
    SolverSettings solver,
    int order,
    boolean predictsDenoised,
    boolean exponential,
    boolean lowerOrderFinal,
    Set<Integer> uncorrected) {

  /** False for bh1; bh2 stands in for the types of other solvers too. */
  private static final Map<String, Boolean> SOLVERS =
      Map.of("bh1", false, "bh2", true, "midpoint", true, "heun", true, "logrho", true);

  static UniPcSettings read(SettingsReader reader) throws InvalidCheckpointException {
    reader.requireAbsent("solver_p", "shift_terminal");
    SolverSettings solver = SolverSettings.read(reader, SigmaSpread.read(reader));
    boolean predictsDenoised = reader.flag("predict_x0", true);
    if (!predictsDenoised && solver.end() == FinalSigma.ZERO) {
      throw reader.invalid("predict_x0", "true where final_sigmas_type is zero");
    }
    return new UniPcSettings(
        solver,
        reader.integer("solver_order", 2, 1, 3),
        predictsDenoised,
        reader.choice("solver_type", true, SOLVERS),
        reader.flag("lower_order_final", true),
        reader.indices("disable_corrector"));
  }

  Course course(int steps) {
    return solver.spread().isByTimestep()
        ? solver.spacedCourse(steps, solver.noise().timesteps())
        : solver.spreadCourse(steps, solver.spread().rounds(), true);
  }
}
