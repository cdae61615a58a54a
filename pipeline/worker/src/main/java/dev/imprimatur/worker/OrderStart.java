package dev.imprimatur.worker;

import dev.imprimatur.contract.SentPicture;
import dev.imprimatur.contract.StartOrder;
import dev.imprimatur.diffusion.Operation;
import dev.imprimatur.picture.PictureLimits;
import dev.imprimatur.picture.PictureReader;
import dev.imprimatur.picture.UnusablePictureException;
import dev.imprimatur.provenance.PixelHash;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * What an order starts from.
 *
 * @param operation from noise, from a picture, or into a hole of one
 * @param brought the picture that somebody brought, which is to be looked at first
 */
record OrderStart(Operation operation, Optional<BufferedImage> brought) {
  /**
   * Reads the pictures of an order.
   *
   * @throws UnusablePictureException if one has other pixels than the order names
   */
  static OrderStart of(Optional<StartOrder> start) throws UnusablePictureException {
    if (start.isEmpty()) {
      return new OrderStart(new Operation.TextToImage(), Optional.empty());
    }
    StartOrder order = start.get();
    BufferedImage picture = read(order.picture());
    Operation operation =
        order.mask().isPresent()
            ? new Operation.Inpainting(picture, read(order.mask().get()), order.strength())
            : new Operation.ImageToImage(picture, order.strength());
    return new OrderStart(operation, Optional.of(picture).filter(ignored -> order.brought()));
  }

  private static BufferedImage read(SentPicture sent) throws UnusablePictureException {
    BufferedImage picture = new PictureReader(PictureLimits.STANDARD).read(sent.png()).image();
    if (!PixelHash.of(picture).equals(sent.pixelHash())) {
      throw new UnusablePictureException("does not have the pixels that the order names");
    }
    return picture;
  }
}
