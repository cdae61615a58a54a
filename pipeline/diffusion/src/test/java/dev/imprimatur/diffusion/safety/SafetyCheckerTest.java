package dev.imprimatur.diffusion.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.Component;
import dev.imprimatur.diffusion.checkpoint.GoldenTensors;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import dev.imprimatur.diffusion.family.SafetyRecipe;
import dev.imprimatur.diffusion.network.VisionTower;
import dev.imprimatur.picture.Picture;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal to Diffusers' safety checker on a tiny checkpoint. */
class SafetyCheckerTest {
  private static final Path GOLDEN = SafetyRecipe.GOLDEN;
  private static final String EXTRACTOR = SafetyRecipe.EXTRACTOR;

  private static GoldenTensors golden;
  private static NDManager manager;

  @TempDir Path folder;

  @BeforeAll
  static void open() throws Exception {
    golden = new GoldenTensors(GOLDEN.resolve("safety.safetensors"));
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
  }

  /** A whole checkpoint, into which each test writes a checker. */
  @BeforeEach
  void write() throws Exception {
    RecipeCheckpoint.write("sd1", folder);
  }

  @AfterAll
  static void close() {
    manager.close();
    golden.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"64x64", "96x40", "24x70"})
  void values_ofAPicture_areThoseOfTheReference(String picture) throws Exception {
    var config = JsonMapper.builder().build().readTree(EXTRACTOR);
    assertThat(ClipPreprocessing.of(config).values(picture(picture)))
        .containsExactly(golden.floats(picture + ".pixels"), within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "vision_model."})
  void embed_withBothSpellingsOfNames_givesTheReference(String prefix) throws Exception {
    write(EXTRACTOR, null, name -> name.startsWith("vision_model.") ? prefix + name : name);
    try (Component component = component();
        VisionTower tower = VisionTower.load(manager, component)) {
      assertThat(tower.side()).isEqualTo(32);
      assertThat(tower.embed(manager, golden.floats("96x40.pixels")))
          .containsExactly(golden.floats("96x40.embedding"), within(1e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"recipe", "never", "stricter", "careless"})
  void compare_withEveryKindOfThresholds_givesTheScoresAndVerdicts(String thresholds)
      throws Exception {
    var flags =
        JsonMapper.builder().build().readTree(GOLDEN.resolve("safety.json").toFile()).path("flags");
    for (String picture : List.of("64x64", "96x40", "24x70")) {
      String name = picture + "." + thresholds;
      write(
          "{\"size\":{\"shortest_edge\":36},\"crop_size\":{\"height\":32,\"width\":32}}",
          golden.floats(name + ".thresholds"),
          UnaryOperator.identity());
      try (SafetyChecker checker = load()) {
        SafetyScores scores = checker.compare(picture(picture)).scores(0);
        float[] reference = golden.floats(name + ".scores");
        assertThat(scores.specialCare()).as(name).containsExactly(boxed(reference, 0, 3));
        assertThat(scores.concepts()).as(name).containsExactly(boxed(reference, 3, 20));
        assertThat(scores.flagged()).as(name).isEqualTo(flags.path(name).asBoolean());
      }
    }
  }

  @Test
  void compare_aVeryLongPicture_isRefused() throws Exception {
    write(EXTRACTOR, null, UnaryOperator.identity());
    try (SafetyChecker checker = load()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> checker.compare(new Picture(1, 65, new byte[195])))
          .withMessage("a picture more than 64 times as long as wide cannot be judged");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"resample\":2}|resample must be 3 (bicubic)",
        "{\"do_normalize\":false}|do_normalize must be true",
        "{\"crop_size\":{\"height\":32,\"width\":36}}|crop_size must be a square",
        "{\"size\":32,\"crop_size\":33}|size and crop_size do not fit",
        "{\"size\":-1,\"crop_size\":-1}|size and crop_size do not fit",
        "{\"size\":5000}|size and crop_size do not fit",
        "{\"image_mean\":[0.5]}|image_mean must have three numbers",
        "{\"image_std\":[0,1,1]}|image_std must be above 0",
        "{\"image_mean\":[1e99,1,1]}|image_mean must have finite numbers",
      })
  void load_anExtractorThatIsNotSupported_isRefusedWithTheRule(String extractor, String rule)
      throws Exception {
    write(extractor, null, UnaryOperator.identity());
    assertThatThrownBy(this::load)
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage("feature_extractor/preprocessor_config.json: " + rule);
  }

  @Test
  void load_partsOfDifferentSizes_areRefused() throws Exception {
    write("{}", null, UnaryOperator.identity());
    assertThatThrownBy(this::load)
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessage("the safety checker sees 32 pixels, but the feature extractor makes 224");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "concept_embeds",
        "vision_model.embeddings.class_embedding",
        "vision_model.encoder.layers.2.mlp.fc1.weight",
      })
  void load_aMissingWeight_isNamed(String weight) throws Exception {
    write(EXTRACTOR, null, name -> name.equals(weight) ? "other" : name);
    assertThatThrownBy(this::load)
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageStartingWith("safety_checker: weight " + weight + " is missing. ");
  }

  private SafetyChecker load() throws Exception {
    try (Component component = component()) {
      return SafetyChecker.load(
          manager, component, Checkpoint.open(folder).featureExtractorConfig());
    }
  }

  private Component component() throws Exception {
    return Checkpoint.open(folder).component("safety_checker");
  }

  /** Writes the checker; {@code thresholds} take the place of the recipe's. */
  private void write(String extractor, float[] thresholds, UnaryOperator<String> names)
      throws Exception {
    Map<String, float[]> instead =
        thresholds == null
            ? Map.of()
            : Map.of(
                "special_care_embeds_weights", Arrays.copyOf(thresholds, 3),
                "concept_embeds_weights", Arrays.copyOfRange(thresholds, 3, 20));
    SafetyRecipe.write(folder, extractor, instead, names);
  }

  private static Picture picture(String size) throws Exception {
    int[] sides = Stream.of(size.split("x")).mapToInt(Integer::parseInt).toArray();
    return new Picture(sides[0], sides[1], golden.bytes(size + ".picture"));
  }

  private static Float[] boxed(float[] values, int from, int to) {
    Float[] boxed = new Float[to - from];
    for (int i = from; i < to; i++) {
      // Minus zero is zero.
      boxed[i - from] = values[i] + 0f;
    }
    return boxed;
  }
}
