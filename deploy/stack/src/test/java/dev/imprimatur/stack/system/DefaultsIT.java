package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What requests get that leave something open, from the checkpoint and from its operator. */
@ExtendWith(RunningSystem.class)
class DefaultsIT {
  @TempDir Path folder;

  /** The embedded model with the configuration of a turbo model made for 1024 pixels. */
  @Test
  void add_aDistilledCheckpoint_takesItsSettingsAndWarnsOfTheBundlesLimit(RunningSystem system)
      throws Exception {
    Launcher tool = system.launcher();
    Path checkpoint = TestCheckpoint.in(folder);
    change(checkpoint.resolve("unet/config.json"), "sample_size", 128);
    Path scheduler = checkpoint.resolve("scheduler/scheduler_config.json");
    List<String> sampler = List.of("diffusers", "EulerAncestralDiscreteScheduler");
    change(checkpoint.resolve("model_index.json"), "scheduler", sampler);
    change(scheduler, "_class_name", sampler.getLast());
    change(scheduler, "timestep_spacing", "trailing");

    Launcher.Ended added = add(tool, checkpoint, "fast");
    assertThat(added.status()).as(added.output()).isZero();
    assertThat(added.output())
        .contains("draws 1024 x 1024 pixels in 4 steps of euler_a, guidance scale 0.0.")
        .contains("WARNING", "Pictures are limited to 262,144 pixels", "size_limit");
    Launcher.Ended refused = draw(tool, "fast", "large.png");
    assertThat(refused.output())
        .contains("Refused (size_limit)", "limited to 262,144 pixels, for example 512 x 512");
    assertThat(tool.run("models", "remove", "fast", "--yes").status()).isZero();

    assertThat(add(tool, checkpoint, "fast", "--size", "100x100").output())
        .contains("--size must be multiples of 8 from 512 to 2048");
    Launcher.Ended small =
        add(tool, checkpoint, "fast", "--size", "512x512", "--steps", "2", "--guidance", "1.5");
    assertThat(small.output()).contains("512 x 512 pixels in 2 steps").doesNotContain("WARNING");
    assertThat(defaults(system.newcomer("api-team")))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"width": 512, "height": 512, "steps": 2, "guidanceScale": 1.5,
                     "sampler": "euler_a"}
                    """));
    Launcher.Ended drawn = draw(tool, "fast", "small.png");
    assertThat(drawn.status()).as(drawn.output()).isZero();
    assertThat(drawn.output()).contains("step 2 of 2");
    assertThat(tool.run("models", "remove", "fast", "--yes").status()).isZero();
  }

  private static void change(Path file, String key, Object value) throws Exception {
    var json = (ObjectNode) new ObjectMapper().readTree(file.toFile());
    json.putPOJO(key, value);
    Files.writeString(file, json.toString());
  }

  private static Launcher.Ended add(Launcher tool, Path checkpoint, String id, String... more)
      throws Exception {
    var words = new ArrayList<String>(List.of("models", "add", checkpoint.toString()));
    words.addAll(List.of("--id", id, "--licence", "house-rules"));
    words.addAll(List.of(more));
    return tool.run(words.toArray(String[]::new));
  }

  private Launcher.Ended draw(Launcher tool, String id, String file) throws Exception {
    return tool.run(
        "draw",
        "a red house",
        "--model",
        id,
        "--accept-licence",
        "--out",
        folder.resolve(file).toString());
  }

  private static JsonNode defaults(ApiClient team) throws Exception {
    for (JsonNode model : team.get("/api/models").json()) {
      if (model.get("id").asText().equals("fast")) {
        return model.get("defaults");
      }
    }
    throw new AssertionError("the model is not listed");
  }
}
