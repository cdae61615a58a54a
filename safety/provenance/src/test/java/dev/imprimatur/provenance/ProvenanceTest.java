package dev.imprimatur.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  private static final PngMark MARK =
      new PngMark("0d9c", 1, "cartoon", "imprimatur-cartoon-1", "log.example");
  private static final ScratchMark SCRATCH =
      new ScratchMark(
          ScratchMark.STATEMENT,
          "cartoon",
          "ab".repeat(32),
          "text-to-image",
          null,
          7,
          256,
          256,
          20,
          5.0,
          "dpm++2m",
          "2",
          "cpu",
          java.util.Map.of("djl", "0.35.1"));

  @Test
  void of_theSamePixelsInAnotherColourModel_isTheSame() {
    BufferedImage picture = picture(BufferedImage.TYPE_INT_RGB);
    BufferedImage other = picture(BufferedImage.TYPE_3BYTE_BGR);
    assertThat(PixelHash.of(other)).isEqualTo(PixelHash.of(picture)).hasSize(64);
  }

  @Test
  void of_onePixelOneStepDarker_isAnother() {
    BufferedImage picture = picture(BufferedImage.TYPE_INT_RGB);
    String before = PixelHash.of(picture);
    picture.setRGB(3, 4, picture.getRGB(3, 4) ^ 1);
    assertThat(PixelHash.of(picture)).isNotEqualTo(before);
  }

  @Test
  void of_theSameBytesInAnotherShape_isAnother() {
    assertThat(PixelHash.of(new BufferedImage(2, 8, BufferedImage.TYPE_INT_RGB)))
        .isNotEqualTo(PixelHash.of(new BufferedImage(8, 2, BufferedImage.TYPE_INT_RGB)));
  }

  @Test
  void mark_isReadBack_andLeavesThePixels() throws Exception {
    byte[] png = png();
    byte[] marked = PngMarking.mark(png, MARK);
    assertThat(PngMarking.read(png)).isEmpty();
    assertThat(PngMarking.read(marked)).contains(MARK);
    assertThat(PixelHash.ofPng(marked)).isEqualTo(PixelHash.ofPng(png));
    assertThat(new String(marked, StandardCharsets.ISO_8859_1)).contains("trainedAlgorithmicMedia");
  }

  @Test
  void mark_twice_keepsOnlyTheLast() throws Exception {
    byte[] once = PngMarking.mark(png(), new PngMark("other", 0, "m", "l", "o"));
    assertThat(PngMarking.mark(once, MARK)).isEqualTo(PngMarking.mark(png(), MARK));
  }

  @Test
  void markScratch_isReadBack_andPassesForNoReleasedPicture() throws Exception {
    byte[] scratch = PngMarking.markScratch(PngMarking.mark(png(), MARK), SCRATCH);
    assertThat(PngMarking.readScratch(scratch)).contains(SCRATCH);
    assertThat(PngMarking.read(scratch)).isEmpty();
    assertThat(PixelHash.ofPng(scratch)).isEqualTo(PixelHash.ofPng(png()));
    assertThat(new String(scratch, StandardCharsets.ISO_8859_1)).contains("recorded in no log");
  }

  @Test
  void mark_overAScratchMark_replacesIt() throws Exception {
    byte[] marked = PngMarking.mark(PngMarking.markScratch(png(), SCRATCH), MARK);
    assertThat(PngMarking.readScratch(marked)).isEmpty();
    assertThat(marked).isEqualTo(PngMarking.mark(png(), MARK));
  }

  @Test
  void ofPng_aBomb_isRefusedBeforeMemoryIsTaken() throws Exception {
    byte[] png = png();
    ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
    assertThatThrownBy(() -> PixelHash.ofPng(repairedHeader(png)))
        .isInstanceOf(IOException.class)
        .hasMessage("the picture is 100000 x 100000 pixels, which is too large or nothing");
  }

  @Test
  void ofPng_aChangedByte_isNoticedByItsChecksum() throws Exception {
    byte[] png = png();
    png[png.length - 20] ^= 1;
    assertThatThrownBy(() -> PixelHash.ofPng(png))
        .hasMessage("a chunk of the PNG is damaged: its checksum is wrong");
  }

  @Test
  void read_randomDamage_neverFailsInAnotherWay() throws Exception {
    byte[] good = PngMarking.mark(png(), MARK);
    var random = new Random(2);
    for (int round = 0; round < 3000; round++) {
      byte[] damaged = java.util.Arrays.copyOf(good, random.nextInt(good.length) + 1);
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        PngMarking.read(damaged);
        PixelHash.ofPng(damaged);
      } catch (IOException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  private static byte[] repairedHeader(byte[] png) {
    PngChunk header = new PngChunk("IHDR", java.util.Arrays.copyOfRange(png, 16, 29));
    System.arraycopy(header.bytes(), 0, png, 8, 25);
    return png;
  }

  private static byte[] png() throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(picture(BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  private static BufferedImage picture(int type) {
    var picture = new BufferedImage(16, 12, type);
    for (int y = 0; y < 12; y++) {
      for (int x = 0; x < 16; x++) {
        picture.setRGB(x, y, x * 16 << 16 | y * 20 << 8 | x * y);
      }
    }
    return picture;
  }
}
