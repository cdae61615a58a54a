package dev.imprimatur.worker;

import dev.imprimatur.contract.StartOrder;
import dev.imprimatur.diffusion.Operation;
import dev.imprimatur.picture.PictureLimits;
import dev.imprimatur.picture.PictureReader;
import dev.imprimatur.picture.UnusablePictureException;
import dev.imprimatur.provenance.PixelHash;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** What an order starts from: noise, or a picture whose pixels are those that the order names. */
final class OrderStart {
  private OrderStart() {}

  static Operation operation(Optional<StartOrder> start) throws UnusablePictureException {
    if (start.isEmpty()) {
      return new Operation.TextToImage();
    }
    StartOrder order = start.get();
    BufferedImage picture = new PictureReader(PictureLimits.STANDARD).read(order.png()).image();
    if (!PixelHash.of(picture).equals(order.pixelHash())) {
      throw new UnusablePictureException("does not have the pixels that the order names");
    }
    return new Operation.ImageToImage(picture, order.strength());
  }
}
