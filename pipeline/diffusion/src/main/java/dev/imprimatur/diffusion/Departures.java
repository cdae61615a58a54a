package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDManager;

/** Encodes what a drawing starts from. */
final class Departures {
  private final ModelParts parts;
  private final NDManager manager;

  Departures(ModelParts parts, NDManager manager) {
    this.parts = parts;
    this.manager = manager;
  }

  Departure of(DrawingRequest request) {
    return switch (request.operation()) {
      case Operation.TextToImage() -> new Departure.FromNoise(latentLength(request));
      case Operation.ImageToImage image ->
          new Departure.FromPicture(
              encode(Pixels.values(image.start()), request), image.strength());
      case Operation.Inpainting inpainting -> hole(inpainting, request);
    };
  }

  private Departure hole(Operation.Inpainting hole, DrawingRequest request) {
    float[] values = Pixels.values(hole.start());
    float[] white = Pixels.white(hole.mask());
    float[] mask = latentMask(white, request);
    PictureLatents picture = encode(values, request);
    if (!parts.seesHoles()) {
      return new Departure.IntoHole(picture, mask, hole.strength());
    }
    for (int i = 0; i < values.length; i++) {
      values[i] *= 1 - white[i % white.length];
    }
    return new Departure.IntoSeenHole(picture, encode(values, request), mask, hole.strength());
  }

  private PictureLatents encode(float[] values, DrawingRequest request) {
    return parts
        .autoencoder()
        .with(network ->
            parts.coder(network).encode(manager, values, request.width(), request.height()));
  }

  /** Every place of a latent takes the pixel at its corner. */
  private float[] latentMask(float[] white, DrawingRequest request) {
    int width = request.width() / parts.space().upscaling();
    int height = request.height() / parts.space().upscaling();
    float[] mask = new float[width * height];
    for (int i = 0; i < mask.length; i++) {
      int row = i / width * parts.space().upscaling();
      mask[i] = white[row * request.width() + i % width * parts.space().upscaling()];
    }
    return mask;
  }

  private int latentLength(DrawingRequest request) {
    int side = parts.space().upscaling();
    return parts.space().channels() * (request.width() / side) * (request.height() / side);
  }
}
