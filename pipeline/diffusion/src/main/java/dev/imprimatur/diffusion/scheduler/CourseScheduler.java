package dev.imprimatur.diffusion.scheduler;

/** What all schedulers do alike: they follow the stations of a {@link Course}. */
abstract sealed class CourseScheduler implements Scheduler
    permits DdimScheduler,
        PndmScheduler,
        LcmScheduler,
        DdpmScheduler,
        DpmSolverScheduler,
        DpmSolverSinglestepScheduler,
        DeisScheduler,
        EdmScheduler,
        Kdpm2Scheduler,
        UniPcScheduler,
        SigmaScheduler {

  /** The stations of this scheduler. */
  abstract Course course();

  @Override
  public final int evaluations() {
    return course().evaluations();
  }

  @Override
  public final float timestep(int evaluation) {
    return course().timestep(evaluation);
  }

  @Override
  public final float[] noised(float[] latent, float[] noise, int evaluation) {
    return course().level(evaluation).noised(latent, noise);
  }

  @Override
  public final int begin(double strength) {
    return course().begin(strength);
  }
}
