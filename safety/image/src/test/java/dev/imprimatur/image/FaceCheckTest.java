package dev.imprimatur.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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

  @BeforeAll
  static void load() {
    checks = ImageChecks.load();
  }

  @AfterAll
  static void close() {
    checks.close();
  }

  @Test
  void check_everyPicture_isAsSureAsFaceApiItself() throws IOException {
    JsonNode reference =
        JsonMapper.builder().build().readTree(PICTURES.resolve("faces.json").toFile());
    Map<String, BufferedImage> pictures = pictures();
    var expected = new HashMap<String, JsonNode>();
    reference.path("pictures").properties().forEach(e -> expected.put(e.getKey(), e.getValue()));
    assertThat(expected).hasSize(26).containsOnlyKeys(pictures.keySet());
    pictures.forEach((name, picture) -> {
      double score = face(picture);
      JsonNode numbers = expected.get(name);
      assertThat(score).as(name).isCloseTo(numbers.path("score").asDouble(), within(1e-4));
      // Scores near 0 and 1 tell little, what stands before the sigmoid does.
      assertThat(Math.log(score / (1 - score)))
          .as(name + " before the sigmoid")
          .isCloseTo(numbers.path("certainty").asDouble(), within(1e-3));
    });
  }

  @Test
  void check_aDrawnFace_isFoundWhereverItStandsAndWhateverItsSkin() {
    assertThat(
            Stream.of("face-radius-080", "face-medium-skin", "face-dark-skin", "face-wide")
                .map(name -> face(DRAWN.get(name + ".png"))))
        .allSatisfy(score -> assertThat(score).isGreaterThan(THRESHOLD));
  }

  @Test
  void check_aHeadWithoutFeatures_isNoFace() {
    assertThat(face(DRAWN.get("head-without-features.png"))).isLessThan(0.1);
  }

  @Test
  void check_picturesOfAnyShapeAndType_givesAProbabilityTheSameEveryTime() {
    var random = new Random(5);
    int[] types = {
      BufferedImage.TYPE_INT_ARGB,
      BufferedImage.TYPE_BYTE_GRAY,
      BufferedImage.TYPE_3BYTE_BGR,
      BufferedImage.TYPE_BYTE_BINARY,
      BufferedImage.TYPE_USHORT_565_RGB
    };
    for (int i = 0; i < 30; i++) {
      int width = (int) Math.pow(2000, random.nextDouble());
      int height = (int) Math.pow(2000, random.nextDouble());
      var picture = new BufferedImage(width, height, types[i % types.length]);
      for (int pixel = 0; pixel < Math.min(width * height, 10_000); pixel++) {
        picture.setRGB(random.nextInt(width), random.nextInt(height), random.nextInt());
      }
      double score = face(picture);
      assertThat(score).as("%d x %d".formatted(width, height)).isBetween(0.0, 1.0);
      assertThat(face(picture)).isEqualTo(score);
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

  private static double face(BufferedImage picture) {
    Map<String, Double> scores = checks.all().getLast().check(picture).byCategory();
    assertThat(scores).containsOnlyKeys("face");
    return scores.get("face");
  }
}
