package dev.imprimatur.image;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.util.Map;

/**
 * Finds human faces, with the weights of the tiny face detector of face-api 1.7.15. Its one
 * category {@code face} is the probability of the most probable face in the picture, as the
 * detector itself gives it; it never says whose face that is. It runs on the processor, where a
 * picture takes a few hundredths of a second.
 */
final class FaceCheck implements ImageCheck {
  private static final String NAME = "faces";
  private static final String CATEGORY = "face";

  private final TinyFaceDetector network;
  private final String weightsHash;

  private FaceCheck(TinyFaceDetector network, String weightsHash) {
    this.network = network;
    this.weightsHash = weightsHash;
  }

  /**
   * Loads the check.
   *
   * @param manager the network's from now on, closed with it
   */
  static FaceCheck load(NDManager manager) {
    QuantisedWeights weights = QuantisedWeights.read(NAME);
    return new FaceCheck(new TinyFaceDetector(manager, weights), weights.hash());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return "face-api-1.7.15/1";
  }

  @Override
  public String weightsHash() {
    return weightsHash;
  }

  @Override
  public CheckScores check(BufferedImage picture) {
    float[] planes = PictureInput.padded(picture, TinyFaceDetector.INPUT);
    return new CheckScores(Map.of(CATEGORY, network.highestProbability(planes)));
  }

  @Override
  public void close() {
    network.close();
  }
}
