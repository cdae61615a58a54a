package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.contract.StartOrder;
import dev.imprimatur.diffusion.Operation;
import dev.imprimatur.picture.UnusablePictureException;
import dev.imprimatur.provenance.PixelHash;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class OrderStartTest {
  @Test
  void operation_nothingToStartFrom_isFromNoise() throws Exception {
    assertThat(OrderStart.operation(Optional.empty())).isInstanceOf(Operation.TextToImage.class);
  }

  @Test
  void operation_aPicture_isFromItsPixels() throws Exception {
    BufferedImage picture = picture();
    var start = new StartOrder(png(picture), PixelHash.of(picture), 0.4);
    assertThat(OrderStart.operation(Optional.of(start)))
        .isInstanceOfSatisfying(
            Operation.ImageToImage.class,
            operation -> {
              assertThat(operation.strength()).isEqualTo(0.4);
              assertThat(PixelHash.of(operation.start())).isEqualTo(start.pixelHash());
            });
  }

  /** An order is signed, but what it names and what it carries may still differ. */
  @Test
  void operation_otherPixelsThanNamed_isRefused() throws Exception {
    var start = new StartOrder(png(picture()), "0".repeat(64), 0.4);
    assertThatThrownBy(() -> OrderStart.operation(Optional.of(start)))
        .isInstanceOf(UnusablePictureException.class)
        .hasMessage("does not have the pixels that the order names");
  }

  @Test
  void operation_noPicture_isRefused() {
    var start = new StartOrder(new byte[] {1, 2, 3}, "0".repeat(64), 0.4);
    assertThatThrownBy(() -> OrderStart.operation(Optional.of(start)))
        .isInstanceOf(UnusablePictureException.class);
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
