package dev.imprimatur.diffusion.scheduler;

import java.util.ArrayList;

/**
 * A multistep step of DPM-Solver, once the estimate of the clean latent or of the noise is known.
 *
 * @param course that is followed
 * @param order of each step
 * @param algorithm which equations are solved
 * @param midpoint whether the second order is the midpoint's, instead of Heun's
 */
record DpmSolverMultistep(
    Course course, OrderRule order, DpmSolverAlgorithm algorithm, boolean midpoint) {
  /**
   * The state after a step; its history is the estimates, latest first.
   *
   * @param estimate what the algorithm's equations are of
   */
  SamplerState step(
      int evaluation, SamplerState state, float[] denoised, float[] estimate, float[] noise) {
    var estimates = new ArrayList<float[]>();
    estimates.add(estimate);
    estimates.addAll(
        state.history().subList(0, Math.min(state.history().size(), order.order() - 1)));

    double[] lambdas = new double[order.at(evaluation, course.evaluations(), state.taken())];
    for (int i = 0; i < lambdas.length; i++) {
      lambdas[i] = course.level(evaluation - i).lambda();
    }
    double[] weights =
        new DpmSolverWeights(
                course.level(evaluation), course.level(evaluation + 1), algorithm, midpoint)
            .of(lambdas);
    var terms = new ArrayList<float[]>();
    terms.add(state.sample());
    terms.add(algorithm.stochastic() ? noise : state.sample());
    terms.addAll(estimates);
    return state.next(Latents.sum(weights, terms), denoised, estimates);
  }
}
