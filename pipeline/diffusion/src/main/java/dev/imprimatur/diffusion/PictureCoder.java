package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.network.Autoencoder;
import dev.imprimatur.diffusion.network.LatentSpace;
import dev.imprimatur.diffusion.tiling.Grid;
import dev.imprimatur.diffusion.tiling.Tiling;
import java.awt.image.BufferedImage;

/**
 * Pictures to latents and back, in tiles where they are large.
 *
 * @param tile pixels along the side of a tile
 */
record PictureCoder(Autoencoder autoencoder, LatentSpace space, int tile) {

  /** The latents of red, green and blue planes, -1 to 1. */
  PictureLatents encode(NDManager parent, float[] values, int width, int height) {
    Grid picture = new Grid(3, height, width, values);
    Tiling tiling = new Tiling(places() * space.upscaling(), places());
    Grid moments =
        tiling.cuts(picture)
            ? tiling.apply(picture, part -> encodeOne(parent, part))
            : encodeOne(parent, picture);
    return new PictureLatents(moments.values(), autoencoder.scale());
  }

  /** The picture of a latent. */
  BufferedImage decode(NDManager parent, float[] latent, int width, int height) {
    Grid grid =
        new Grid(space.channels(), height / space.upscaling(), width / space.upscaling(), latent);
    Tiling tiling = new Tiling(places(), places() * space.upscaling());
    Grid decoded =
        tiling.cuts(grid)
            ? tiling.apply(grid, part -> decodeOne(parent, part))
            : decodeOne(parent, grid);
    return Pixels.picture(decoded.values(), width, height);
  }

  /** Of a latent, along the side of a tile. */
  private int places() {
    return Math.max(Tiling.SMALLEST, tile / space.upscaling());
  }

  private Grid encodeOne(NDManager parent, Grid picture) {
    try (NDManager manager = parent.newSubManager()) {
      float[] moments =
          autoencoder
              .encode(manager, manager.create(picture.values(), shape(picture)))
              .toFloatArray();
      return new Grid(
          2 * space.channels(),
          picture.height() / space.upscaling(),
          picture.width() / space.upscaling(),
          moments);
    }
  }

  private Grid decodeOne(NDManager parent, Grid latent) {
    try (NDManager manager = parent.newSubManager()) {
      float[] values =
          autoencoder
              .decode(manager, manager.create(latent.values(), shape(latent)))
              .toFloatArray();
      return new Grid(
          3, latent.height() * space.upscaling(), latent.width() * space.upscaling(), values);
    }
  }

  private static Shape shape(Grid grid) {
    return new Shape(1, grid.channels(), grid.height(), grid.width());
  }
}
