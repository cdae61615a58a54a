package dev.imprimatur.worker.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.provenance.PngMarking;
import dev.imprimatur.provenance.ScratchMark;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tasks of the command-line tool, by the lines that they answer. */
class ToolProcessTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path CARTOON =
      Path.of(System.getProperty("imprimatur.root", "."), "pipeline/models/cartoon");

  @TempDir Path folder;

  @Test
  void inspect_theEmbeddedModel_tellsItsHashFamilyAndSize() throws Exception {
    JsonNode line = run("", "inspect", CARTOON.toString()).getLast();
    JsonNode facts = line.get("facts");
    assertThat(line.get("hash"))
        .isEqualTo(JSON.readTree(CARTOON.resolve("model.json").toFile()).get("hash"));
    assertThat(facts.get("family").asText()).isEqualTo("Stable Diffusion 1");
    assertThat(facts.get("inpainting").asBoolean()).isFalse();
    assertThat(facts.at("/settings/defaults/width").asInt()).isEqualTo(256);
    assertThat(facts.at("/settings/limits/maximumSize").asInt()).isEqualTo(512);
    assertThat(facts.get("files").toString())
        .contains("model_index.json", "unet/config.json", "preview.json")
        .doesNotContain("README", "model.json");
  }

  @Test
  void describe_theEmbeddedModel_tellsTheSameWithoutItsHash() throws Exception {
    JsonNode line = run("", "describe", CARTOON.toString()).getLast();
    assertThat(line.has("hash")).isFalse();
    assertThat(line.get("facts"))
        .isEqualTo(run("", "inspect", CARTOON.toString()).getLast().get("facts"));
  }

  @Test
  void inspect_somethingElse_tellsWhatIsWrong() throws Exception {
    assertThat(run("", "inspect", folder.toString()).getLast().get("error").asText())
        .contains("model_index.json");
    assertThat(run("", "inspect", folder.resolve("nothing").toString()).getLast().has("error"))
        .isTrue();
  }

  @Test
  void quantise_whatIsOf8BitsAlready_isRefused() throws Exception {
    Path target = folder.resolve("smaller");
    assertThat(run("", "quantise", CARTOON.toString(), target.toString()).getLast().get("error"))
        .asString()
        .contains("is of 8 bits already: quantise the original");
  }

  @Test
  void draw_textToImage_writesAPictureThatSaysNobodyChecked() throws Exception {
    List<JsonNode> lines = draw(order());
    assertThat(lines).filteredOn(line -> line.has("step")).hasSize(2);
    Path file = Path.of(lines.getLast().get("picture").asText());
    ScratchMark mark = PngMarking.readScratch(Files.readAllBytes(file)).orElseThrow();
    assertThat(mark.statement()).contains("recorded in no log");
    assertThat(mark.seed()).isEqualTo(7);
    assertThat(mark.width()).isEqualTo(128);
    assertThat(mark.operation()).isEqualTo("text-to-image");
    assertThat(mark.modelHash())
        .isEqualTo(JSON.readTree(CARTOON.resolve("model.json").toFile()).get("hash").asText());
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("sloth");
  }

  @Test
  void draw_anExistingFile_isNotOverwritten() throws Exception {
    Files.writeString(folder.resolve("0.png"), "mine");
    assertThat(draw(order()).getLast().get("error").asText()).contains("0.png");
    assertThat(folder.resolve("0.png")).hasContent("mine");
  }

  @Test
  void draw_fromAPictureWithAMask_keepsWhatIsNotMasked() throws Exception {
    Path start = picture("start.png", 130, 200, 0xff2040);
    Path mask = picture("mask.png", 64, 64, 0xffffff);
    ObjectNode order = order().put("image", start.toString());
    order.remove("width");
    order.remove("height");
    Path drawn = Path.of(draw(order).getLast().get("picture").asText());
    ScratchMark mark = PngMarking.readScratch(Files.readAllBytes(drawn)).orElseThrow();
    assertThat(mark.operation()).isEqualTo("image-to-image");
    assertThat(mark.strength()).isEqualTo(0.8);
    assertThat(List.of(mark.width(), mark.height())).containsExactly(128, 200);

    order.put("mask", mask.toString()).put("strength", 1.0);
    order.putArray("files").add(folder.resolve("masked.png").toString());
    Path masked = Path.of(draw(order).getLast().get("picture").asText());
    assertThat(PngMarking.readScratch(Files.readAllBytes(masked)).orElseThrow().operation())
        .isEqualTo("inpainting");
    // Start and mask are black on the right: there the start is kept, which is black.
    assertThat(brightness(masked, 0)).isGreaterThan(brightness(masked, 96) + 50);
  }

  @Test
  void draw_whatDoesNotFit_isToldInOneLine() throws Exception {
    assertError(order().put("width", 100), "width must be a multiple of 8");
    assertError(order().put("sampler", "magic"), "there is no sampler magic; there are dpm++2m");
    assertError(order().put("mask", "x.png"), "a mask needs an image");
    assertError(order().put("image", folder.resolve("none").toString()), "there is no file");
    assertError(
        order().put("image", CARTOON.resolve("model.json").toString()),
        "model.json: the picture is of an unknown kind");
    assertError(order().put("device", "tpu"), "a device is cpu or cuda:N");
  }

  private void assertError(ObjectNode order, String words) throws Exception {
    assertThat(draw(order).getLast().path("error").asText()).contains(words);
  }

  private ObjectNode order() {
    ObjectNode order =
        JSON.createObjectNode()
            .put("checkpoint", CARTOON.toString())
            .put("model", "cartoon")
            .put("device", "cpu")
            .put("prompt", "a sloth")
            .put("width", 128)
            .put("height", 128)
            .put("steps", 2)
            .put("seed", 7);
    order.putArray("files").add(folder.resolve("0.png").toString());
    return order;
  }

  private Path picture(String name, int width, int height, int colour) throws Exception {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width / 2; x++) {
      for (int y = 0; y < height; y++) {
        picture.setRGB(x, y, colour);
      }
    }
    Path file = folder.resolve(name);
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  /** Mean of all channels in a strip of 32 columns, 0 to 255. */
  private static double brightness(Path file, int from) throws Exception {
    BufferedImage strip = ImageIO.read(file.toFile());
    double sum = 0;
    for (int y = 0; y < strip.getHeight(); y++) {
      for (int x = from; x < from + 32; x++) {
        int rgb = strip.getRGB(x, y);
        sum += (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255);
      }
    }
    return sum / (3.0 * 32 * strip.getHeight());
  }

  private static List<JsonNode> draw(ObjectNode order) throws Exception {
    return run(order.toString(), "draw");
  }

  private static List<JsonNode> run(String input, String... arguments) throws Exception {
    var out = new ByteArrayOutputStream();
    boolean done =
        ToolProcess.run(
            arguments,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new ToolLines(new PrintStream(out, true, StandardCharsets.UTF_8)));
    List<JsonNode> lines =
        out.toString(StandardCharsets.UTF_8).lines().map(ToolProcessTest::json).toList();
    assertThat(done).isEqualTo(!lines.getLast().has("error"));
    return lines;
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(line, e);
    }
  }
}
