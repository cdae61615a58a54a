package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.CheckReport;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.SentPicture;
import dev.imprimatur.contract.StartOrder;
import dev.imprimatur.contract.StartReport;
import dev.imprimatur.diffusion.DeviceChoice;
import dev.imprimatur.diffusion.ModelOptions;
import dev.imprimatur.diffusion.checkpoint.HashCache;
import dev.imprimatur.image.ImageChecks;
import dev.imprimatur.picture.Png;
import dev.imprimatur.provenance.PixelHash;
import dev.imprimatur.worker.shelf.ModelShelf;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture that somebody brought is looked at before anything is drawn from it. */
class BroughtPictureTest {
  @TempDir Path folder;
  private ImageChecks checks;
  private ModelShelf shelf;
  private OrderDrawing drawing;
  private int previews;

  @BeforeEach
  void open() throws Exception {
    checks = ImageChecks.load();
    shelf =
        ModelShelf.open(
            Orders.MODELS,
            Optional.empty(),
            ModelOptions.on(DeviceChoice.parse("cpu")),
            1,
            HashCache.at(folder.resolve("hashes")));
    drawing =
        new OrderDrawing(
            shelf,
            new PictureInspection(checks.all()),
            new Cancellations(),
            InspectionThreads.none());
  }

  @AfterEach
  void close() {
    shelf.close();
    checks.close();
  }

  @Test
  void draw_fromABroughtPictureThatPasses_reportsWhatWasSaidOfIt() throws Exception {
    var drawn = (GenerationOutcome.Drawn) draw(start(true, Optional.empty()), "porn", 1);
    StartReport report = drawn.start().orElseThrow();
    assertThat(report.checks()).isNotEmpty().noneMatch(CheckReport::flagged);
    assertThat(report.checks().getFirst().scores()).containsKeys("porn", "drawing");
    assertThat(drawn.images()).hasSize(1);
  }

  /**
   * Every score reaches a threshold of nothing, so this picture stands for one that must not be.
   */
  @Test
  void draw_fromABroughtPictureThatIsFlagged_drawsNothing() throws Exception {
    var flagged = (GenerationOutcome.StartFlagged) draw(start(true, Optional.empty()), "porn", 0);
    assertThat(flagged.start().checks()).anyMatch(CheckReport::flagged);
    assertThat(previews).isZero();
  }

  @Test
  void draw_fromAPictureDrawnHere_isNotLookedAtAgain() throws Exception {
    var drawn = (GenerationOutcome.Drawn) draw(start(false, Optional.empty()), "porn", 0);
    assertThat(drawn.start()).isEmpty();
  }

  @Test
  void draw_withAMask_keepsWhatItLeavesOut() throws Exception {
    BufferedImage mask = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
    fill(mask, Color.WHITE, 64);
    var drawn = (GenerationOutcome.Drawn) draw(start(true, Optional.of(mask)), "porn", 1);
    BufferedImage start = picture();
    BufferedImage result = ImageIO.read(new ByteArrayInputStream(drawn.images().getFirst().png()));
    assertThat(distance(start, result, 96)).isLessThan(distance(start, result, 0) / 2);
  }

  private GenerationOutcome draw(StartOrder start, String category, double threshold)
      throws Exception {
    return drawing
        .draw(List.of(Orders.from(start, category, threshold)), progress -> previews++)
        .getFirst()
        .conclude()
        .join();
  }

  private static StartOrder start(boolean brought, Optional<BufferedImage> mask) {
    return new StartOrder(sent(picture()), 1, brought, mask.map(BroughtPictureTest::sent));
  }

  private static SentPicture sent(BufferedImage picture) {
    return new SentPicture(Png.encode(picture), PixelHash.of(picture));
  }

  private static BufferedImage picture() {
    var picture = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
    fill(picture, Color.ORANGE, 128);
    fill(picture, Color.BLUE, 40);
    return picture;
  }

  /** The left part. */
  private static void fill(BufferedImage picture, Color colour, int width) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, picture.getHeight());
    graphics.dispose();
  }

  /** Mean difference of the colours in 32 columns. */
  private static double distance(BufferedImage one, BufferedImage other, int from) {
    long sum = 0;
    for (int y = 0; y < 128; y++) {
      for (int x = from; x < from + 32; x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          sum +=
              Math.abs((one.getRGB(x, y) >> shift & 0xff) - (other.getRGB(x, y) >> shift & 0xff));
        }
      }
    }
    return sum / (3.0 * 128 * 32);
  }
}
