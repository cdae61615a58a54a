package dev.imprimatur.diffusion.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccelerationTest {
  @TempDir private Path folder;

  @Test
  void configured_byPropertyAndVariable_isThePropertys() {
    assertThat(Acceleration.configured(Optional.of("a.so"), Optional.of("b.so")))
        .contains(Path.of("a.so"));
    assertThat(Acceleration.configured(Optional.empty(), Optional.of("b.so")))
        .contains(Path.of("b.so"));
  }

  @Test
  void configured_blankOrAbsent_isNothing() {
    assertThat(Acceleration.configured(Optional.empty(), Optional.of(" "))).isEmpty();
    assertThat(Acceleration.configured(Optional.empty(), Optional.empty())).isEmpty();
  }

  @Test
  void libraries_onAProcessor_areNone() {
    assertThat(Acceleration.isUsedOn(Device.cpu())).isFalse();
    assertThat(Acceleration.libraries(Device.cpu())).isEmpty();
  }

  @Test
  void knows_aNetworkWithoutTextMiddleOrAddedTime_isFalse() {
    String middle = "mid_block.resnets.0.conv1.bias";
    String time = "mid_block.resnets.0.time_emb_proj.bias";
    String text = "mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight";
    try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
      NDArray one = manager.zeros(new Shape(8));
      NDArray two = manager.zeros(new Shape(16));
      assertThat(Acceleration.knows(Map.of(middle, one, time, one, text, one))).isTrue();
      assertThat(Acceleration.knows(Map.of(middle, one, time, one))).as("no text").isFalse();
      assertThat(Acceleration.knows(Map.of(time, one, text, one))).as("no middle").isFalse();
      assertThat(Acceleration.knows(Map.of(middle, one, time, two, text, one)))
          .as("time scales and shifts")
          .isFalse();
    }
  }

  @Test
  void load_aFileThatIsNotThere_saysWhoNamedIt() {
    assertThatThrownBy(() -> Acceleration.load(folder.resolve("absent.so")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageEndingWith("absent.so, named by IMPRIMATUR_CUDA_LIBRARY, cannot be read");
  }

  @Test
  void load_aFileThatIsNoLibrary_saysHowToBuildOne() throws Exception {
    Path file = Files.writeString(folder.resolve("text.so"), "not a library");
    assertThatIllegalStateException()
        .isThrownBy(() -> Acceleration.load(file))
        .withMessageContaining("text.so cannot be loaded: build it by src/native/build");
  }
}
