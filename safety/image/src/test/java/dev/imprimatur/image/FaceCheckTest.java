package dev.imprimatur.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaceCheckTest {
  private static final Path PICTURES = Path.of("src/test/resources/pictures");
  private static final double THRESHOLD = 0.5;
  private static final Map<String, BufferedImage> DRAWN = DrawnFaces.all();
  private static ImageChecks checks;
  private static FaceCheck check;

  @BeforeAll
  static void load() {
    checks = ImageChecks.load();
    check = (FaceCheck) checks.all().getLast();
  }

  @AfterAll
  static void close() {
    checks.close();
  }

  @Test
  void looks_atEveryPicture_areAsCertainAsFaceApiItself() throws IOException {
    JsonNode reference =
        JsonMapper.builder().build().readTree(PICTURES.resolve("faces.json").toFile());
    Map<String, BufferedImage> pictures = pictures();
    var compared = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> expected : reference.path("pictures").properties()) {
      BufferedImage picture = Objects.requireNonNull(pictures.get(expected.getKey()));
      List<Double> looks = check.looks(picture);
      assertThat(looks).hasSize(4).hasSameSizeAs(expected.getValue());
      for (int look = 0; look < looks.size(); look++) {
        double probability = looks.get(look);
        // Probabilities near 0 and 1 tell little, what stood before the sigmoid does.
        assertThat(Math.log(probability / (1 - probability)))
            .as("%s, look %d", expected.getKey(), look)
            .isCloseTo(expected.getValue().path(look).asDouble(), within(1e-3));
      }
      compared.add(expected.getKey());
    }
    assertThat(compared).hasSize(26).containsExactlyInAnyOrderElementsOf(pictures.keySet());
  }

  @Test
  void check_aDrawnFace_isFoundFromATenthOfThePictureToAllOfIt() {
    assertThat(
            Stream.of(30, 50, 80, 120, 160, 240)
                .map(radius -> drawn("face-radius-%03d".formatted(radius))))
        .allSatisfy(score -> assertThat(score).isGreaterThan(THRESHOLD));
    assertThat(drawn("face-radius-015")).isLessThan(THRESHOLD);
  }

  @Test
  void check_aDrawnFace_isFoundWhateverItsSkinAndThePicturesShape() {
    assertThat(
            Stream.of("face-medium-skin", "face-dark-skin", "face-wide", "face-tall", "face-tiny")
                .map(FaceCheckTest::drawn))
        .allSatisfy(score -> assertThat(score).isGreaterThan(THRESHOLD));
  }

  @Test
  void check_aHeadWithoutFeatures_isNoFace() {
    assertThat(drawn("head-without-features")).isLessThan(0.1);
  }

  @Test
  void check_picturesOfAnyShapeAndType_givesTheHighestLookTheSameEveryTime() {
    var random = new Random(5);
    int[] types = {
      BufferedImage.TYPE_INT_ARGB,
      BufferedImage.TYPE_BYTE_GRAY,
      BufferedImage.TYPE_3BYTE_BGR,
      BufferedImage.TYPE_BYTE_BINARY,
      BufferedImage.TYPE_USHORT_565_RGB
    };
    for (int i = 0; i < 12; i++) {
      int width = (int) Math.pow(i < 2 ? 1 : 4000, random.nextDouble());
      int height = (int) Math.pow(i < 1 ? 1 : 2000, random.nextDouble());
      var picture = new BufferedImage(width, height, types[i % types.length]);
      for (int pixel = 0; pixel < Math.min(width * height, 10_000); pixel++) {
        picture.setRGB(random.nextInt(width), random.nextInt(height), random.nextInt());
      }
      double score = face(picture);
      assertThat(score).as("%d x %d".formatted(width, height)).isBetween(0.0, 1.0);
      assertThat(Collections.max(check.looks(picture))).isEqualTo(score);
    }
  }

  private static Map<String, BufferedImage> pictures() throws IOException {
    var pictures = new HashMap<String, BufferedImage>(DRAWN);
    try (Stream<Path> files = Files.list(PICTURES)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".png")).toList()) {
        pictures.put(file.getFileName().toString(), ImageIO.read(file.toFile()));
      }
    }
    return pictures;
  }

  private static double drawn(String name) {
    return face(Objects.requireNonNull(DRAWN.get(name + ".png")));
  }

  private static double face(BufferedImage picture) {
    Map<String, Double> scores = check.check(picture).byCategory();
    assertThat(scores).containsOnlyKeys("face");
    return scores.get("face");
  }
}
