package dev.imprimatur.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SourceMarksTest {
  private static final PngMark MARK = new PngMark("id", 0, "cartoon", "licence", "log");

  @Test
  void of_aPlainPicture_findsNothing() throws Exception {
    assertThat(SourceMarks.of(file("png"))).isEmpty();
    assertThat(SourceMarks.of(file("jpeg"))).isEmpty();
  }

  @Test
  void of_aReleasedPicture_findsOurMarkAndIptcs() throws Exception {
    assertThat(SourceMarks.of(PngMarking.mark(file("png"), MARK)))
        .containsExactly(SourceMark.IMPRIMATUR, SourceMark.TRAINED);
  }

  @Test
  void of_aPngWithContentCredentials_findsThem() throws Exception {
    assertThat(SourceMarks.of(png(new PngChunk("caBX", new byte[] {1}))))
        .containsExactly(SourceMark.CONTENT_CREDENTIALS);
  }

  @Test
  void of_aPngWithSettings_findsThem() throws Exception {
    byte[] settings = "parameters\0a cat\nSteps: 20".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(SourceMarks.of(png(new PngChunk("tEXt", settings))))
        .containsExactly(SourceMark.SETTINGS);
  }

  @Test
  void of_aPngWithAnotherText_findsNothing() throws Exception {
    byte[] text = "Author\0parameters".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(SourceMarks.of(png(new PngChunk("tEXt", text)))).isEmpty();
    assertThat(SourceMarks.of(png(new PngChunk("tEXt", new byte[0])))).isEmpty();
  }

  @Test
  void of_aJpegWithMarks_findsThem() throws Exception {
    String xmp =
        "http://ns.adobe.com/xap/1.0/\0<x DigitalSourceType=\"compositeWithTrainedAlgorithmicMedia\"/>";
    assertThat(SourceMarks.of(jpeg(Map.of(0xE1, xmp)))).containsExactly(SourceMark.TRAINED);
    assertThat(SourceMarks.of(jpeg(Map.of(0xEB, "JP..jumb....jumdc2pa"))))
        .containsExactly(SourceMark.CONTENT_CREDENTIALS);
    assertThat(SourceMarks.of(jpeg(Map.of(0xE1, "Exif\0\0trainedAlgorithmicMedia")))).isEmpty();
  }

  /** Whatever a file holds, looking for marks ends without another fault than that it is none. */
  @Test
  void of_damagedFiles_findsSomethingOrSaysWhy() throws Exception {
    var random = new Random(7);
    List<byte[]> files =
        List.of(PngMarking.mark(file("png"), MARK), jpeg(Map.of(0xEB, "jumbc2pa")), file("jpeg"));
    int sound = 0;
    for (int round = 0; round < 2_000; round++) {
      byte[] file = files.get(round % files.size()).clone();
      for (int change = random.nextInt(4); change > 0; change--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt();
      }
      try {
        SourceMarks.of(Arrays.copyOf(file, random.nextInt(file.length) + 1));
        sound++;
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("PNG");
      }
    }
    assertThat(sound).isPositive();
  }

  private static byte[] png(PngChunk chunk) throws IOException {
    var chunks = new ArrayList<>(PngChunks.read(file("png")));
    chunks.add(1, chunk);
    return PngChunks.write(chunks);
  }

  private static byte[] jpeg(Map<Integer, String> segments) throws IOException {
    byte[] plain = file("jpeg");
    var out = new ByteArrayOutputStream();
    out.write(plain, 0, 2);
    segments.forEach((kind, content) -> {
      byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
      out.write(0xFF);
      out.write(kind);
      out.write((bytes.length + 2) >> 8);
      out.write(bytes.length + 2);
      out.writeBytes(bytes);
    });
    out.write(plain, 2, plain.length - 2);
    return out.toByteArray();
  }

  private static byte[] file(String format) throws IOException {
    var out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), format, out);
    return out.toByteArray();
  }
}
