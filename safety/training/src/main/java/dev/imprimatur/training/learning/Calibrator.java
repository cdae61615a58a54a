package dev.imprimatur.training.learning;

import dev.imprimatur.policy.model.Calibration;
import dev.imprimatur.policy.model.Outputs;
import java.util.ArrayList;
import java.util.List;

/** Fits the calibration on samples that no weight was learnt from. */
final class Calibrator {
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
    for (int output = 0; output < Outputs.COUNT; output++) {
      double[] alone = fit(output, false).coefficients();
      ngramSlopes[output] = (float) alone[0];
      ngramOffsets[output] = (float) alone[2];
      double[] joint = fit(output, true).coefficients();
      jointNgramSlopes[output] = (float) joint[0];
      jointSemanticSlopes[output] = (float) joint[1];
      jointOffsets[output] = (float) joint[2];
    }
    return new Calibration(
        ngramSlopes, ngramOffsets, jointNgramSlopes, jointSemanticSlopes, jointOffsets);
  }

  private PlaneFit fit(int output, boolean joint) {
    var points = new ArrayList<double[]>();
    for (int at = 0; at < samples.size(); at++) {
      byte target = targets.get(at)[output];
      if (target != Targets.UNKNOWN) {
        Scored scored = samples.get(at);
        double semantic = joint ? scored.semantic()[output] : 0;
        points.add(new double[] {scored.ngram()[output], semantic, target});
      }
    }
    return PlaneFit.of(points, joint);
  }
}
