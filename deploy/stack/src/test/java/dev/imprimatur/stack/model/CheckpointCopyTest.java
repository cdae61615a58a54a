package dev.imprimatur.stack.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.stack.tool.CheckpointPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gets into a model's folder, for both layouts, copied and linked. */
class CheckpointCopyTest {
  @TempDir Path folder;
  private final ObjectNode files = JsonMapper.builder().build().createObjectNode();
  private Path model;

  @BeforeEach
  void make() throws IOException {
    model = Files.createDirectories(folder.resolve("model"));
  }

  @Test
  void make_aFolder_copiesOnlyWhatDraws() throws Exception {
    Path checkpoint = folder.resolve("sd");
    file("unet/config.json", checkpoint);
    Files.writeString(checkpoint.resolve("unet/weights.bin"), "a pickle");
    copy(new CheckpointPlace(checkpoint, Optional.empty()), false);
    assertThat(model.resolve("checkpoint/unet/config.json")).hasContent("unet/config.json");
    assertThat(model.resolve("checkpoint/unet/weights.bin")).doesNotExist();
    assertThat(CheckpointPlace.in(model))
        .isEqualTo(new CheckpointPlace(model.resolve("checkpoint"), Optional.empty()));
  }

  @Test
  void make_aFileWithConfigurations_copiesBoth() throws Exception {
    CheckpointPlace place = single();
    copy(place, false);
    assertThat(model.resolve("checkpoint.safetensors")).hasContent("weights").isRegularFile();
    assertThat(model.resolve("configuration/unet/config.json")).hasContent("unet/config.json");
    assertThat(CheckpointPlace.in(model).isThere()).isTrue();
  }

  @Test
  void make_aLink_copiesTheConfigurationsAlone() throws Exception {
    CheckpointPlace place = single();
    copy(place, true);
    assertThat(model.resolve("checkpoint.safetensors")).isSymbolicLink().hasContent("weights");
    assertThat(model.resolve("configuration/unet/config.json")).isRegularFile();

    Files.delete(place.checkpoint());
    assertThat(CheckpointPlace.in(model).isThere()).isFalse();
    assertThat(CheckpointPlace.in(model).task("inspect"))
        .containsExactly(
            "inspect",
            model.resolve("checkpoint.safetensors").toString(),
            "configuration=" + model.resolve("configuration"));
  }

  private CheckpointPlace single() throws IOException {
    Path checkpoint = Files.writeString(folder.resolve("sd.safetensors"), "weights");
    files.put("model.safetensors", checkpoint.toString());
    Path configuration = folder.resolve("configs");
    file("unet/config.json", configuration);
    return new CheckpointPlace(checkpoint, Optional.of(configuration));
  }

  private void file(String name, Path base) throws IOException {
    Path file = base.resolve(name);
    Files.createDirectories(file.getParent());
    files.put(name, Files.writeString(file, name).toString());
  }

  private void copy(CheckpointPlace place, boolean link) throws IOException {
    new CheckpointCopy(place, place.to(model), link).make(files);
  }
}
