package dev.imprimatur.training.learning;

import dev.imprimatur.policy.model.Calibration;
import dev.imprimatur.policy.model.Outputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Fits the calibration on samples that no weight was learnt from. */
final class Calibrator {
  private static final int UNSAFE = Outputs.COUNT - 1;

  private final List<Scored> samples;
  private final List<byte[]> targets;

  Calibrator(List<Scored> samples) {
    this.samples = samples;
    this.targets = samples.stream().map(each -> Targets.of(each.sample())).toList();
  }

  Calibration fit() {
    var ngramSlopes = new float[Outputs.COUNT];
    var ngramOffsets = new float[Outputs.COUNT];
    var jointNgramSlopes = new float[Outputs.COUNT];
    var jointSemanticSlopes = new float[Outputs.COUNT];
    var jointOffsets = new float[Outputs.COUNT];
    var unionSlopes = new float[2];
    for (int output = 0; output < Outputs.COUNT; output++) {
      int own = output;
      double[] alone = fit(own, scored -> new double[] {scored.ngram()[own]});
      ngramSlopes[own] = (float) alone[0];
      ngramOffsets[own] = (float) alone[1];
      double[] joint = fit(own, own == UNSAFE ? Calibrator::all : scored -> both(scored, own));
      jointNgramSlopes[own] = (float) joint[0];
      jointSemanticSlopes[own] = (float) joint[1];
      jointOffsets[own] = (float) joint[joint.length - 1];
      if (own == UNSAFE) {
        unionSlopes[0] = (float) joint[2];
        unionSlopes[1] = (float) joint[3];
      }
    }
    return new Calibration(
        ngramSlopes,
        ngramOffsets,
        jointNgramSlopes,
        jointSemanticSlopes,
        jointOffsets,
        unionSlopes);
  }

  private static double[] both(Scored scored, int output) {
    return new double[] {scored.ngram()[output], scored.semantic()[output]};
  }

  /** What both models say of the whole prompt, and of the categories together. */
  private static double[] all(Scored scored) {
    return new double[] {
      scored.ngram()[UNSAFE],
      scored.semantic()[UNSAFE],
      Calibration.union(scored.ngram()),
      Calibration.union(scored.semantic())
    };
  }

  private double[] fit(int output, Function<Scored, double[]> scores) {
    var points = new ArrayList<double[]>();
    for (int at = 0; at < samples.size(); at++) {
      byte target = targets.get(at)[output];
      if (target != Targets.UNKNOWN) {
        double[] given = scores.apply(samples.get(at));
        double[] point = Arrays.copyOf(given, given.length + 1);
        point[given.length] = target;
        points.add(point);
      }
    }
    return PlaneFit.of(points, points.getFirst().length - 1).coefficients();
  }
}
