package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.network.Autoencoder;
import dev.imprimatur.diffusion.network.LatentSpace;
import dev.imprimatur.diffusion.noise.NormalNoise;

/**
 * Fits a preview to a decoder by least squares: one random latent is decoded, and the mean colour
 * under each of its places is explained by the channels there.
 */
final class PreviewFit {
  private static final int SIDE = 16;

  /** Places beside each other are alike, as in the latents of pictures. */
  private static final int PATCHES = 4;

  private static final long SEED = 1;

  private PreviewFit() {}

  static LatentPreview of(NDManager parent, Autoencoder autoencoder, LatentSpace space) {
    int channels = space.channels();
    int places = SIDE * SIDE;
    try (NDManager manager = parent.newSubManager()) {
      NDArray latent =
          manager
              .create(
                  NormalNoise.of(SEED, channels * PATCHES * PATCHES),
                  new Shape(1, channels, PATCHES, PATCHES))
              .repeat(2, SIDE / PATCHES)
              .repeat(3, SIDE / PATCHES);
      NDArray decoded = autoencoder.decode(manager, latent).clip(-1, 1);
      int up = space.upscaling();
      NDArray colours =
          decoded
              .reshape(3, SIDE, up, SIDE, up)
              .mean(new int[] {4})
              .mean(new int[] {2})
              .reshape(3, places)
              .transpose();
      NDArray known =
          NDArrays.concat(
              new NDList(
                  latent.reshape(channels, places).transpose(), manager.ones(new Shape(places, 1))),
              1);
      NDArray normal = known.transpose().matMul(known);
      NDArray solved = normal.inverse().matMul(known.transpose()).matMul(colours);
      return new LatentPreview(rows(solved.transpose().toFloatArray(), channels + 1));
    }
  }

  private static double[][] rows(float[] values, int length) {
    double[][] rows = new double[3][length];
    for (int i = 0; i < values.length; i++) {
      rows[i / length][i % length] = values[i];
    }
    return rows;
  }
}
