package dev.imprimatur.diffusion.scheduler;

/**
 * Which order a multistep solver has at a step.
 *
 * @param order the highest, from 1 on
 * @param lowerOrderFinal whether the last two steps of a run below 15 steps are of lower order
 * @param eulerAtFinal whether the last step is of first order
 * @param end the sigma that the last step ends at; to none it goes in first order
 */
record OrderRule(int order, boolean lowerOrderFinal, boolean eulerAtFinal, FinalSigma end) {
  private static final int SHORT_RUN = 15;

  /**
   * The order of a step.
   *
   * @param evaluation which
   * @param evaluations in all
   * @param taken steps of this run before it
   */
  int at(int evaluation, int evaluations, int taken) {
    int left = evaluations - evaluation;
    boolean lowers = lowerOrderFinal && evaluations < SHORT_RUN;
    if (left == 1 && (eulerAtFinal || lowers || end == FinalSigma.ZERO)) {
      return 1;
    }
    int reached = Math.min(order, taken + 1);
    return left == 2 && lowers ? Math.min(reached, 2) : reached;
  }
}
