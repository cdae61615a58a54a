package dev.imprimatur.diffusion.scheduler;

import java.util.ArrayList;

/**
 * A multistep step of DPM-Solver++, once the estimate of the clean latent is known.
 *
 * @param course that is followed
 * @param order of each step
 * @param midpoint whether the second order is the midpoint's, instead of Heun's
 * @param stochastic whether it adds noise
 */
record DpmSolverMultistep(Course course, OrderRule order, boolean midpoint, boolean stochastic) {
  /** The state after a step; its history is the estimates, latest first. */
  SamplerState step(int evaluation, SamplerState state, float[] denoised, float[] noise) {
    var estimates = new ArrayList<float[]>();
    estimates.add(denoised);
    estimates.addAll(
        state.history().subList(0, Math.min(state.history().size(), order.order() - 1)));

    double[] lambdas = new double[order.at(evaluation, course.evaluations(), state.taken())];
    for (int i = 0; i < lambdas.length; i++) {
      lambdas[i] = course.level(evaluation - i).lambda();
    }
    double[] weights =
        new DpmSolverWeights(course.level(evaluation), course.level(evaluation + 1), midpoint)
            .of(lambdas, stochastic);
    var terms = new ArrayList<float[]>();
    terms.add(state.sample());
    terms.add(stochastic ? noise : state.sample());
    terms.addAll(estimates);
    return state.next(Latents.sum(weights, terms), denoised, estimates);
  }
}
