package dev.imprimatur.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PictureReaderTest {
  private static final PictureReader READER = new PictureReader(PictureLimits.STANDARD);
  private static final String HOSTILE =
      """
      size-of-terabytes.png|the picture is 2147483647 x 2147483647 pixels, but a side may have 16384
      size-overflow.png|the picture is 4294967295 x 4294967295 pixels, but a side may have 16384
      side-too-long.png|the picture is 20000 x 1 pixels, but a side may have 16384
      too-many-pixels.png|the picture is 16000 x 16000 pixels, but only 25000000 pixels are allowed
      no-width.png|the picture has no pixels
      pixels-bomb.png|the PNG has other pixel data than its size needs
      truncated.png|the PNG ends too early: it is truncated
      truncated-pixels.png|the PNG's pixel data end too early: it is truncated
      unfinished-pixels.png|the PNG has other pixel data than its size needs
      only-signature.png|the PNG ends too early: it is truncated
      long-chunk.png|the PNG ends too early: it is truncated
      trailing.png|the PNG has 13 bytes after its end: save it anew without them
      data-after-pixels.png|the PNG has data after its pixels' end
      animated.png|the PNG is animated: only still pictures can be used
      checksum.png|the PNG is damaged: the checksum of its IDAT is wrong
      no-header.png|the PNG does not begin with its header
      short-header.png|the PNG does not begin with its header
      unknown-colours.png|the PNG's header names colours of type 5 with 8 bits, which do not exist
      unknown-depth.png|the PNG's header names colours of type 2 with 4 bits, which do not exist
      unknown-interlacing.png|the PNG's header names an unknown way of compression, filters or interlacing
      unknown-filter.png|the PNG's pixel data name an unknown filter
      unknown-part.png|the PNG has a part 'IEVL' that must be understood and is not
      nameless-part.png|the PNG is damaged: a part of it has no name
      damaged-pixels.png|the PNG's pixel data are damaged
      no-pixels.png|the PNG has no pixel data
      interrupted-pixels.png|the PNG's pixels are interrupted by other data
      no-palette.png|the PNG's palette is missing
      two-palettes.png|the PNG has its PLTE twice or after the pixels
      late-palette.png|the PNG has its PLTE twice or after the pixels
      half-palette.png|the PNG's palette has no 1 to 256 whole colours
      beyond-palette.png|the PNG has a pixel of no colour of its palette
      transparency-misfit.png|the PNG's transparency does not fit its colours
      size-of-gigabytes.jpg|the picture is 65535 x 65535 pixels, but a side may have 16384
      too-many-pixels.jpg|the picture is 16000 x 16000 pixels, but only 25000000 pixels are allowed
      no-height.jpg|the picture has no pixels
      twelve-bits.jpg|the JPEG has 12 bits a sample: only 8 are supported
      arithmetic.jpg|the JPEG is arithmetic, lossless or hierarchical, which is not supported
      lossless.jpg|the JPEG is arithmetic, lossless or hierarchical, which is not supported
      two-planes.jpg|the JPEG has 2 colour planes: only 1, 3 and 4 are supported
      header-length.jpg|the JPEG's header has the wrong length
      sampling.jpg|the JPEG's header names a sampling that does not exist
      two-headers.jpg|the JPEG has two headers
      no-header.jpg|the JPEG has no header with its size
      no-scan.jpg|the JPEG has no pixel data
      many-scans.jpg|the JPEG has more than 40 scans
      late-height.jpg|the JPEG gives its height late, which is not supported
      truncated.jpg|the JPEG ends too early: it is truncated
      truncated-header.jpg|the JPEG ends too early: it is truncated
      truncated-length.jpg|the JPEG ends too early: it is truncated
      truncated-scan.jpg|the JPEG's pixel data are damaged: Corrupt JPEG data: premature end of data segment
      damaged-scan.jpg|the JPEG's pixel data are damaged: Corrupt JPEG data: 54 extraneous bytes before marker 0xd9
      no-tables.jpg|the JPEG's pixel data are damaged: Quantization table 0x00 was not defined
      trailing.jpg|the JPEG has 12 bytes after its end: save it anew without a film or depth data
      between-parts.jpg|the JPEG is damaged: it has bytes between its parts
      no-length.jpg|the JPEG is damaged: a part of it has no length
      unknown-part.jpg|the JPEG is damaged: a part of it has no known name
      empty.png|the picture is empty: only PNG and JPEG can be used
      gif.png|the picture is a GIF: only PNG and JPEG can be used
      webp.png|the picture is a WebP: only PNG and JPEG can be used
      bmp.png|the picture is a BMP: only PNG and JPEG can be used
      tiff.png|the picture is a TIFF: only PNG and JPEG can be used
      heic.jpg|the picture is a HEIC, an AVIF or a film: only PNG and JPEG can be used
      pdf.jpg|the picture is a PDF: only PNG and JPEG can be used
      svg.png|the picture is an SVG or another text: only PNG and JPEG can be used
      text.png|the picture is of an unknown kind: only PNG and JPEG can be used
      """;

  static List<Path> goodFiles() throws Exception {
    return PictureGolden.files("good");
  }

  @ParameterizedTest
  @MethodSource("goodFiles")
  void read_everyKindOfPicture_givesPillowsPixels(Path file) throws Exception {
    Picture picture = READER.read(Files.readAllBytes(file));
    String name = file.getFileName().toString();
    if (name.equals("all-alphas.png")) {
      assertThat(PictureGolden.sha256(picture.rgb()))
          .isEqualTo(PictureGolden.about().path("all_alphas_sha256").asText());
      return;
    }
    assertThat(picture.rgb()).isEqualTo(PictureGolden.tensors().bytes(name));
  }

  @ParameterizedTest
  @CsvSource(textBlock = HOSTILE, delimiter = '|', quoteCharacter = '`')
  void read_aHostileFile_isRefusedWithTheDefect(String name, String defect) throws Exception {
    byte[] file = Files.readAllBytes(PictureGolden.FOLDER.resolve("hostile").resolve(name));
    assertThatThrownBy(() -> READER.read(file))
        .isInstanceOf(UnusablePictureException.class)
        .hasMessage(defect);
  }

  @Test
  void hostileFiles_areAllTriedAndDescribed() throws Exception {
    Set<String> names =
        PictureGolden.files("hostile").stream()
            .map(file -> file.getFileName().toString())
            .collect(Collectors.toSet());
    String readme = Files.readString(PictureGolden.FOLDER.resolve("README.md"));
    assertThat(HOSTILE.lines().map(line -> line.substring(0, line.indexOf('|'))))
        .hasSameElementsAs(names)
        .allSatisfy(name -> assertThat(readme).contains("| `" + name + "` |"));
  }

  @Test
  void read_aFileBeyondTheLimit_isRefusedUnread() {
    PictureReader small = new PictureReader(new PictureLimits(100, 10, 10));
    assertThatThrownBy(() -> small.read(new byte[101]))
        .hasMessage("the picture's file has 101 bytes, more than the 100 allowed");
  }

  @Test
  void read_randomDamage_neverFailsInAnotherWay() throws Exception {
    var random = new Random(1);
    for (Path path : goodFiles()) {
      byte[] file = Files.readAllBytes(path);
      if (file.length > 10_000) {
        continue;
      }
      for (int round = 0; round < 60; round++) {
        tryToRead(damaged(file, random));
      }
    }
  }

  @Test
  void read_everyTruncation_isRefused() throws Exception {
    for (String name : List.of("rgb-interlaced.png", "palette-alpha.png", "progressive.jpg")) {
      byte[] file = Files.readAllBytes(PictureGolden.FOLDER.resolve("good").resolve(name));
      for (int length = 0; length < file.length; length++) {
        byte[] cut = Arrays.copyOf(file, length);
        assertThatThrownBy(() -> READER.read(cut)).isInstanceOf(UnusablePictureException.class);
      }
    }
  }

  private static byte[] damaged(byte[] file, Random random) {
    byte[] damaged = file.clone();
    for (int i = 0; i <= random.nextInt(3); i++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  private static void tryToRead(byte[] file) {
    try {
      assertThat(READER.read(file).rgb()).isNotEmpty();
    } catch (UnusablePictureException expected) {
      assertThat(expected.getMessage()).startsWith("the ");
    }
  }
}
