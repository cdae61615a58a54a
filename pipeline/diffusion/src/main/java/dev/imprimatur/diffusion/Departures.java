package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDManager;
import dev.imprimatur.picture.Mask;
import dev.imprimatur.picture.Picture;

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
              encode(Picture.of(image.start()).values(), request), image.strength());
      case Operation.Inpainting inpainting -> hole(inpainting, request);
    };
  }

  private Departure hole(Operation.Inpainting hole, DrawingRequest request) {
    float[] values = Picture.of(hole.start()).values();
    Mask mask = Mask.of(Picture.of(hole.mask()));
    int side = parts.space().upscaling();
    float[] places = mask.nearest(request.width() / side, request.height() / side).values();
    // As in Diffusers, a picture around a hole is scaled without the statistics of channels.
    PictureLatents picture = encode(values, request).plain();
    return parts.seesHoles()
        ? new Departure.IntoSeenHole(
            picture, encode(mask.hole(values), request).plain(), places, hole.strength())
        : new Departure.IntoHole(picture, places, hole.strength());
  }

  private PictureLatents encode(float[] values, DrawingRequest request) {
    return parts
        .autoencoder()
        .with(network ->
            parts.coder(network).encode(manager, values, request.width(), request.height()));
  }

  private int latentLength(DrawingRequest request) {
    int side = parts.space().upscaling();
    return parts.space().channels() * (request.width() / side) * (request.height() / side);
  }
}
