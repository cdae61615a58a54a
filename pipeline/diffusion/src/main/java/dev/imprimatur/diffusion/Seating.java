package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.RunTrace.StepTrace;
import java.util.List;

/** Decides where pictures sit. */
sealed interface Seating {
  /**
   * Seats pictures of one size.
   *
   * @param guidanceScales of all of them
   */
  SeatingPlan plan(DrawingRequest anyOfThem, List<Double> guidanceScales);

  /** Samples in the passes of a request that nobody joins. */
  int samples(DrawingRequest request);

  /** Together, in passes as large as memory allows. */
  record Together(MemoryForecast forecast) implements Seating {
    @Override
    public SeatingPlan plan(DrawingRequest anyOfThem, List<Double> guidanceScales) {
      return SeatingPlan.of(guidanceScales, forecast.passes(anyOfThem));
    }

    @Override
    public int samples(DrawingRequest request) {
      return forecast.alone(request);
    }
  }

  /** As they sat once. */
  record Recorded(RunTrace trace) implements Seating {
    @Override
    public SeatingPlan plan(DrawingRequest anyOfThem, List<Double> guidanceScales) {
      return SeatingPlan.of(trace, guidanceScales);
    }

    @Override
    public int samples(DrawingRequest request) {
      return trace.steps().stream().mapToInt(StepTrace::batch).max().orElse(1);
    }
  }
}
