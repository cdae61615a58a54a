package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.contract.SentPicture;
import dev.imprimatur.contract.StartOrder;
import dev.imprimatur.diffusion.Operation;
import dev.imprimatur.picture.UnusablePictureException;
import dev.imprimatur.provenance.PixelHash;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class OrderStartTest {
  @Test
  void of_nothingToStartFrom_isFromNoise() throws Exception {
    OrderStart start = OrderStart.of(Optional.empty());
    assertThat(start.operation()).isInstanceOf(Operation.TextToImage.class);
    assertThat(start.brought()).isEmpty();
  }

  @Test
  void of_aPictureDrawnHere_isFromItsPixels_andNotLookedAtAgain() throws Exception {
    SentPicture picture = sent(picture());
    var order = new StartOrder(picture, 0.4, false, Optional.empty());
    OrderStart start = OrderStart.of(Optional.of(order));
    assertThat(start.operation())
        .isInstanceOfSatisfying(
            Operation.ImageToImage.class,
            operation -> {
              assertThat(operation.strength()).isEqualTo(0.4);
              assertThat(PixelHash.of(operation.start())).isEqualTo(picture.pixelHash());
            });
    assertThat(start.brought()).isEmpty();
  }

  @Test
  void of_aPictureThatWasBrought_isToBeLookedAt() throws Exception {
    SentPicture picture = sent(picture());
    var order = new StartOrder(picture, 0.4, true, Optional.empty());
    assertThat(OrderStart.of(Optional.of(order)).brought().map(PixelHash::of))
        .contains(picture.pixelHash());
  }

  @Test
  void of_aPictureWithAMask_isIntoItsHole() throws Exception {
    SentPicture mask = sent(new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB));
    var order = new StartOrder(sent(picture()), 1, false, Optional.of(mask));
    assertThat(OrderStart.of(Optional.of(order)).operation())
        .isInstanceOfSatisfying(
            Operation.Inpainting.class,
            operation -> assertThat(PixelHash.of(operation.mask())).isEqualTo(mask.pixelHash()));
  }

  /** An order is signed, but what it names and what it carries may still differ. */
  @Test
  void of_otherPixelsThanNamed_isRefused() throws Exception {
    var other = new SentPicture(png(picture()), "0".repeat(64));
    for (var order :
        List.of(
            new StartOrder(other, 0.4, false, Optional.empty()),
            new StartOrder(sent(picture()), 0.4, false, Optional.of(other)))) {
      assertThatThrownBy(() -> OrderStart.of(Optional.of(order)))
          .isInstanceOf(UnusablePictureException.class)
          .hasMessage("does not have the pixels that the order names");
    }
  }

  @Test
  void of_noPicture_isRefused() {
    var picture = new SentPicture(new byte[] {1, 2, 3}, "0".repeat(64));
    var order = new StartOrder(picture, 0.4, false, Optional.empty());
    assertThatThrownBy(() -> OrderStart.of(Optional.of(order)))
        .isInstanceOf(UnusablePictureException.class);
  }

  private static SentPicture sent(BufferedImage picture) throws IOException {
    return new SentPicture(png(picture), PixelHash.of(picture));
  }

  private static BufferedImage picture() {
    var picture = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 16; x++) {
      picture.setRGB(x, x / 2, 0x10F0 * x);
    }
    return picture;
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }
}
