package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.network.Autoencoder;
import dev.imprimatur.diffusion.network.LatentSpace;

/** Encodes what a drawing starts from. */
final class Departures {
  private final Part<Autoencoder> autoencoder;
  private final LatentSpace space;

  /** Whether the network takes a mask and the picture with a hole. */
  private final boolean seesHoles;

  Departures(Part<Autoencoder> autoencoder, LatentSpace space, boolean seesHoles) {
    this.autoencoder = autoencoder;
    this.space = space;
    this.seesHoles = seesHoles;
  }

  Departure of(NDManager manager, DrawingRequest request) {
    return switch (request.operation()) {
      case Operation.TextToImage() -> new Departure.FromNoise(latentLength(request));
      case Operation.ImageToImage image ->
          new Departure.FromPicture(
              encode(manager, Pixels.values(image.start()), request), image.strength());
      case Operation.Inpainting inpainting -> hole(manager, inpainting, request);
    };
  }

  private Departure hole(NDManager manager, Operation.Inpainting hole, DrawingRequest request) {
    float[] values = Pixels.values(hole.start());
    float[] white = Pixels.white(hole.mask());
    float[] mask = latentMask(white, request);
    PictureLatents picture = encode(manager, values, request);
    if (!seesHoles) {
      return new Departure.IntoHole(picture, mask, hole.strength());
    }
    for (int i = 0; i < values.length; i++) {
      values[i] *= 1 - white[i % white.length];
    }
    return new Departure.IntoSeenHole(
        picture, encode(manager, values, request), mask, hole.strength());
  }

  private PictureLatents encode(NDManager manager, float[] values, DrawingRequest request) {
    return autoencoder.with(
        network -> PictureLatents.of(manager, network, values, request.width(), request.height()));
  }

  /** Every place of a latent takes the pixel at its corner. */
  private float[] latentMask(float[] white, DrawingRequest request) {
    int width = request.width() / space.upscaling();
    int height = request.height() / space.upscaling();
    float[] mask = new float[width * height];
    for (int i = 0; i < mask.length; i++) {
      int row = i / width * space.upscaling();
      mask[i] = white[row * request.width() + i % width * space.upscaling()];
    }
    return mask;
  }

  private int latentLength(DrawingRequest request) {
    int side = space.upscaling();
    return space.channels() * (request.width() / side) * (request.height() / side);
  }
}
