package dev.imprimatur.diffusion.scheduler;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.HashMap;
import java.util.Map;

/** The equations that DPM-Solver solves. */
enum DpmSolverAlgorithm {
  /** Of the clean latent (Lu et al., "DPM-Solver++", 2022). */
  DENOISED,
  /** The same with noise added at each step. */
  STOCHASTIC_DENOISED,
  /** Of the noise (Lu et al., "DPM-Solver", 2022). */
  NOISE,
  /** The same with noise added at each step. */
  STOCHASTIC_NOISE;

  /** The third is another solver, for which the first stands in. */
  private static final Map<String, DpmSolverAlgorithm> OF_THE_LATENT =
      Map.of("dpmsolver++", DENOISED, "sde-dpmsolver++", STOCHASTIC_DENOISED, "deis", DENOISED);

  static DpmSolverAlgorithm read(SettingsReader reader) throws InvalidCheckpointException {
    return read(reader, Map.of("dpmsolver", NOISE, "sde-dpmsolver", STOCHASTIC_NOISE));
  }

  static DpmSolverAlgorithm readSinglestep(SettingsReader reader)
      throws InvalidCheckpointException {
    return read(reader, Map.of("dpmsolver", NOISE));
  }

  /** For solvers along sigma, which know no equations of the noise. */
  static DpmSolverAlgorithm readAlongSigma(SettingsReader reader)
      throws InvalidCheckpointException {
    return read(reader, Map.of());
  }

  private static DpmSolverAlgorithm read(
      SettingsReader reader, Map<String, DpmSolverAlgorithm> ofTheNoise)
      throws InvalidCheckpointException {
    var names = new HashMap<>(OF_THE_LATENT);
    names.putAll(ofTheNoise);
    return reader.choice("algorithm_type", DENOISED, names);
  }

  boolean denoises() {
    return this == DENOISED || this == STOCHASTIC_DENOISED;
  }

  boolean stochastic() {
    return this == STOCHASTIC_DENOISED || this == STOCHASTIC_NOISE;
  }
}
