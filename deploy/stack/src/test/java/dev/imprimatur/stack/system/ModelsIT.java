package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.provenance.PixelHash;
import dev.imprimatur.provenance.PngMarking;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint that is brought along: added, drawn with, and removed, while everything runs. */
@ExtendWith(RunningSystem.class)
class ModelsIT {
  private static final String[] SETTINGS = {
    "--seed", "42", "--steps", "3", "--size", "128x128", "--sampler", "ddim"
  };

  @TempDir Path folder;

  @Test
  void add_aCheckpoint_isListedDrawnWithUnderItsLicenceAndRemoved(RunningSystem system)
      throws Exception {
    Launcher tool = system.launcher();
    Launcher.Ended added =
        tool.run(
            "models",
            "add",
            TestCheckpoint.in(folder).toString(),
            "--id",
            "twin",
            "--title",
            "A twin",
            "--licence",
            "house-rules");
    assertThat(added.status()).as(added.output()).isZero();
    assertThat(tool.run("models", "list").output()).contains("twin", "A twin", "house-rules");
    assertThat(tool.run("models", "show", "twin", "--check").output())
        .contains("Stable Diffusion 1", "House rules", "is the recorded one");

    ApiClient team = system.newcomer("api-team");
    assertThat(team.get("/v1/models").text()).contains("\"cartoon\"", "\"twin\"");
    JsonNode listed = listed(team);
    assertThat(listed.at("/licence/id").asText()).isEqualTo("house-rules");
    assertThat(listed.at("/licence/accepted").asBoolean()).isFalse();

    assertThat(draw(tool, "unaccepted.png").output()).contains("has not accepted", "House rules");
    Launcher.Ended drawn = draw(tool, "twin.png", "--accept-licence");
    assertThat(drawn.status()).as(drawn.output()).isZero();
    assertThat(drawn.output()).contains("Accepted the licence house-rules", "step 3 of 3");
    provesWhatWasDrawn(tool);

    assertThat(tool.run("models", "remove", "twin", "--yes").status()).isZero();
    assertThat(team.get("/v1/models").text()).doesNotContain("twin");
    Launcher.Ended refused = draw(tool, "gone.png");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.output()).contains("There is no model \"twin\" here");
  }

  @Test
  void add_withALora_isAModelOfItsOwn(RunningSystem system) throws Exception {
    Launcher tool = system.launcher();
    Path lora = writeLora(folder.resolve("style.safetensors"));
    String checkpoint = TestCheckpoint.in(folder).toString();
    String[] add = {"models", "add", checkpoint, "--id", "styled", "--licence", "house-rules"};
    Launcher.Ended missing = tool.run(with(add, "--lora", folder + "/none.safetensors"));
    assertThat(missing.output()).contains("There is no file", "none.safetensors");
    Launcher.Ended strong = tool.run(with(add, "--lora", lora + "=11"));
    assertThat(strong.output()).contains("The weight of a LoRA must be between -10 and 10");

    Launcher.Ended added = tool.run(with(add, "--lora", lora + "=0.5"));
    assertThat(added.status()).as(added.output()).isZero();
    assertThat(tool.run("models", "show", "styled", "--check").output())
        .contains("adapted by style.safetensors (weight 0.5)", "is the recorded one");
    Path drawings = folder.resolve("drawings");
    Launcher.Ended drawn =
        tool.run(
            "draw",
            "a cat",
            "--model",
            "styled",
            "--steps",
            "1",
            "--size",
            "128x128",
            "--scratch",
            drawings.toString());
    assertThat(drawn.status()).as(drawn.output()).isZero();
    assertThat(tool.run("models", "remove", "styled", "--yes").status()).isZero();
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  /** One matrix of the UNet, changed by a product of a column and a row of zeros. */
  private static Path writeLora(Path file) throws IOException {
    String layer = "unet.mid_block.attentions.0.transformer_blocks.0.attn1.to_q";
    String header =
        """
        {"%s.lora_A.weight": {"dtype": "F32", "shape": [1, 192], "data_offsets": [0, 768]},
         "%s.lora_B.weight": {"dtype": "F32", "shape": [192, 1], "data_offsets": [768, 1536]}}\
        """
            .formatted(layer, layer)
            .strip();
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + text.length + 1536).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(file, bytes.putLong(text.length).put(text).array());
  }

  private static JsonNode listed(ApiClient team) throws Exception {
    for (JsonNode model : team.get("/api/models").json()) {
      if (model.get("id").asText().equals("twin")) {
        return model;
      }
    }
    throw new AssertionError("twin is not listed");
  }

  private Launcher.Ended draw(Launcher tool, String file, String... more) throws Exception {
    var arguments = new java.util.ArrayList<String>();
    arguments.addAll(java.util.List.of("draw", "a red house", "--model", "twin"));
    arguments.addAll(java.util.List.of("--out", folder.resolve(file).toString()));
    arguments.addAll(java.util.List.of(SETTINGS));
    arguments.addAll(java.util.List.of(more));
    return tool.run(arguments.toArray(String[]::new));
  }

  private void provesWhatWasDrawn(Launcher tool) throws Exception {
    byte[] png = Files.readAllBytes(folder.resolve("twin.png"));
    assertThat(PngMarking.read(png).orElseThrow().model()).isEqualTo("A twin");
    assertThat(PngMarking.readScratch(png)).isEmpty();
    Launcher.Ended verified =
        tool.run(
            "verify",
            folder.resolve("twin.receipt").toString(),
            folder.resolve("twin.png").toString());
    assertThat(verified.output()).contains("The receipt is genuine.", "twin", "house-rules");
    assertThat(verified.status()).isZero();

    // Drawn unconnected, the same settings give the same pixels.
    var arguments = new java.util.ArrayList<String>();
    arguments.addAll(java.util.List.of("draw", "a red house", "--model", "twin"));
    arguments.addAll(java.util.List.of("--scratch", folder.resolve("scratch").toString()));
    arguments.addAll(java.util.List.of(SETTINGS));
    tool.run(arguments.toArray(String[]::new));
    assertThat(PixelHash.ofPng(Files.readAllBytes(folder.resolve("scratch/twin-42.png"))))
        .isEqualTo(PixelHash.ofPng(png));
  }

  @Test
  void draw_aCheckpointChangedAfterItWasAdded_isNotDrawnWith(RunningSystem system)
      throws Exception {
    Launcher tool = system.launcher();
    Path checkpoint = TestCheckpoint.in(folder);
    Launcher.Ended added =
        tool.run(
            "models",
            "add",
            checkpoint.toString(),
            "--id",
            "changed",
            "--link",
            "--licence",
            "house-rules");
    assertThat(added.status()).as(added.output()).isZero();
    ApiClient team = system.newcomer("api-team");
    awaitAvailable(team, true);
    TestCheckpoint.change(checkpoint);
    awaitAvailable(team, false);
    assertThat(tool.run("models", "show", "changed", "--check").output())
        .contains("NOT THE RECORDED ONE");

    Files.move(checkpoint, folder.resolve("moved"));
    assertThat(tool.run("models", "list").output()).contains("GONE");
    assertThat(tool.typing("no\n", Map.of(), "models", "remove", "changed").status()).isEqualTo(1);
    assertThat(tool.typing("remove\n", Map.of(), "models", "remove", "changed").status()).isZero();
    assertThat(folder.resolve("moved")).isNotEmptyDirectory();
  }

  private static void awaitAvailable(ApiClient team, boolean wanted) throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
    while (true) {
      for (JsonNode model : team.get("/api/models").json()) {
        if (model.get("id").asText().equals("changed")
            && model.get("available").asBoolean() == wanted) {
          return;
        }
      }
      assertThat(Instant.now()).as("available is %s in time", wanted).isBefore(deadline);
      Thread.sleep(200);
    }
  }

  @Test
  void add_whatIsNoCheckpoint_isRefusedAndLeavesNothing(RunningSystem system) throws Exception {
    Path broken = TestCheckpoint.in(folder);
    Files.writeString(broken.resolve("unet/config.json"), "{");
    Launcher.Ended refused =
        system
            .launcher()
            .run("models", "add", broken.toString(), "--id", "broken", "--licence", "house-rules");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).contains("unet/config.json");
    assertThat(system.installation().addedModels().resolve("broken")).doesNotExist();
    assertThat(system.launcher().run("models", "remove", "cartoon", "--yes").output())
        .contains("came with the build");
  }

  @Test
  void draw_forbiddenPrompt_writesTheRefusalsReceipt(RunningSystem system) throws Exception {
    Launcher.Ended refused =
        system
            .launcher()
            .run("draw", "blood splatter", "--accept-licence", "-o", folder + "/blood.png");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).contains("Refused (violence)", "imprimatur-cartoon-1#R3");
    assertThat(folder.resolve("blood.png")).doesNotExist();
    assertThat(system.launcher().run("verify", folder + "/blood.receipt").output())
        .contains("The receipt is genuine.", "DENIED");
  }

  @Test
  void draw_interrupted_cancelsTheRequest(RunningSystem system) throws Exception {
    ApiClient team = system.as("api-team");
    Path output = folder.resolve("output");
    Process drawing =
        system
            .launcher()
            .begin(
                output,
                Map.of(),
                "draw",
                "a long road",
                "--steps",
                "50",
                "-n",
                "4",
                "-o",
                folder.resolve("road").toString());
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (!Files.readString(output).contains("Drawing picture 1 of 4")) {
      assertThat(Instant.now()).as(Files.readString(output)).isBefore(deadline);
      Thread.sleep(100);
    }
    new ProcessBuilder("kill", "-INT", Long.toString(drawing.pid())).start().waitFor();
    assertThat(drawing.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(output)).contains("Cancelled request");
    String id = team.get("/api/generations?limit=1").json().at("/items/0/id").asText();
    assertThat(team.await(id).get("state").asText()).isEqualTo("CANCELLED");
  }

  @Test
  void draw_asSomebodyWithAPassword_asksForIt(RunningSystem system) throws Exception {
    Keycloak.User user = system.keycloak().newUser("api-team");
    String[] arguments = {
      "draw",
      "a pond",
      "--user",
      user.name(),
      "--accept-licence",
      "--steps",
      "1",
      "--size",
      "128x128",
      "-o",
      folder + "/pond.png"
    };
    Launcher.Ended wrong = system.launcher().typing("guess\n", Map.of(), arguments);
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.output()).contains("no login", user.name());
    Launcher.Ended drawn = system.launcher().typing(user.password() + "\n", Map.of(), arguments);
    assertThat(drawn.status()).as(drawn.output()).isZero();
    assertThat(drawn.output()).doesNotContain(user.password());
    assertThat(folder.resolve("pond.png")).isNotEmptyFile();
  }
}
