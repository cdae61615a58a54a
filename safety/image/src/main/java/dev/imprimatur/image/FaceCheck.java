package dev.imprimatur.image;

import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Finds human faces, with the weights of the tiny face detector of face-api 1.7.15. Its one
 * category {@code face} is the probability of the most probable face in the picture; it never says
 * whose face that is. The detector finds faces of certain sizes only, so it looks four times: at
 * the picture 416, 224 and 128 pixels large, and, for a face that fills it, at 80 pixels in a black
 * frame. It runs on the processor, where a picture takes a few hundredths of a second.
 */
final class FaceCheck implements ImageCheck {
  private static final String NAME = "faces";
  private static final String CATEGORY = "face";
  private static final int[] SIZES = {416, 224, 128};

  /** With its frame; the picture itself is half as large. */
  private static final int FRAMED = 160;

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
    return new CheckScores(Map.of(CATEGORY, Collections.max(looks(picture))));
  }

  /** The probability of the most probable face at each look, in a fixed order. */
  List<Double> looks(BufferedImage picture) {
    var input = new PictureInput(picture);
    var looks = new ArrayList<Double>();
    for (int size : SIZES) {
      looks.add(network.highestProbability(input.padded(size), size));
    }
    looks.add(network.highestProbability(input.framed(FRAMED), FRAMED));
    return looks;
  }

  @Override
  public void close() {
    network.close();
  }
}
