package dev.imprimatur.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NsfwCheckTest {
  private static final Path PICTURES = Path.of("src/test/resources/pictures");
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
  void check_everyPicture_scoresAsNsfwjsItself() throws Exception {
    JsonNode reference =
        JsonMapper.builder().build().readTree(PICTURES.resolve("scores.json").toFile());
    int pictures = 0;
    for (Map.Entry<String, JsonNode> expected : reference.path("scores").properties()) {
      var picture = ImageIO.read(PICTURES.resolve(expected.getKey()).toFile());
      Map<String, Double> scores = checks.all().getFirst().check(picture).byCategory();
      for (Map.Entry<String, JsonNode> score : expected.getValue().properties()) {
        assertThat(scores.get(score.getKey()))
            .as(expected.getKey() + " " + score.getKey())
            .isCloseTo(score.getValue().asDouble(), within(1e-3));
      }
      pictures++;
    }
    assertThat(pictures).isEqualTo(6);
  }
}
