package dev.imprimatur.worker.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.diffusion.DeviceChoice;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.ModelOptions;
import dev.imprimatur.diffusion.checkpoint.HashCache;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that come, change and go while a worker runs. */
class ModelShelfTest {
  private static final Path BUILT_IN =
      Path.of(System.getProperty("imprimatur.root", "."), "pipeline/models");
  private static final Path CARTOON = BUILT_IN.resolve("cartoon");

  @TempDir Path folder;
  private Path added;
  private ModelShelf shelf;

  @BeforeEach
  void open() throws Exception {
    added = folder.resolve("models");
    shelf = open(2);
  }

  private ModelShelf open(int most) throws IOException {
    return ModelShelf.open(
        BUILT_IN, Optional.of(added), ModelOptions.on(DeviceChoice.parse("cpu")), most, hashes());
  }

  private HashCache hashes() {
    return HashCache.at(folder.resolve("hashes"));
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  @Test
  void look_noFolderYet_keepsTheBuiltIn() {
    shelf.look();
    assertThat(shelf.hashes()).containsOnlyKeys("cartoon");
  }

  @Test
  void look_aModelCameAndWent_isHeldMeanwhile() throws Exception {
    copy(added.resolve("twin/checkpoint"));
    copy(added.resolve(".adding-1/checkpoint"));
    shelf.look();
    assertThat(shelf.hashes()).containsOnlyKeys("cartoon", "twin");
    assertThat(shelf.hashes().get("twin")).isEqualTo(shelf.hashes().get("cartoon"));

    Files.move(added.resolve("twin"), added.resolve(".removed"));
    shelf.look();
    assertThat(shelf.hashes()).containsOnlyKeys("cartoon");
    assertThat(shelf.borrow("twin")).isEmpty();
  }

  @Test
  void look_aLinkedModelVanished_isNotHeld() throws Exception {
    Path elsewhere = copy(folder.resolve("elsewhere"));
    Files.createDirectories(added.resolve("linked"));
    Files.createSymbolicLink(added.resolve("linked/checkpoint"), elsewhere);
    shelf.look();
    assertThat(shelf.hashes()).containsKey("linked");

    Files.move(elsewhere, folder.resolve("moved"));
    shelf.look();
    assertThat(shelf.hashes()).containsOnlyKeys("cartoon");
  }

  @Test
  void look_theCheckpointChanged_hasAnotherHashAndIsOpenedAnew() throws Exception {
    Path checkpoint = copy(added.resolve("twin/checkpoint"));
    shelf.look();
    String before = shelf.hashes().get("twin");
    try (ModelLoan lent = shelf.borrow("twin").orElseThrow()) {
      Files.writeString(checkpoint.resolve("model_index.json"), indexWithASpace());
      shelf.look();
      assertThat(shelf.hashes().get("twin")).isNotEqualTo(before);
      assertThat(lent.model().hash()).isEqualTo(before);
    }
    try (ModelLoan lent = shelf.borrow("twin").orElseThrow()) {
      assertThat(lent.model().hash()).isEqualTo(shelf.hashes().get("twin"));
    }
  }

  @Test
  void borrow_aModelChangedSinceTheLastLook_tellsTheHashOfWhatWasOpened() throws Exception {
    Path checkpoint = copy(added.resolve("twin/checkpoint"));
    shelf.look();
    Files.writeString(checkpoint.resolve("model_index.json"), indexWithASpace());
    try (ModelLoan lent = shelf.borrow("twin").orElseThrow()) {
      assertThat(lent.model().hash()).isNotEqualTo(shelf.hashes().get("twin"));
    }
  }

  @Test
  void look_aModelWithALora_isAnotherModelThanItsCheckpoint() throws Exception {
    copy(added.resolve("adapted/checkpoint"));
    Path loras = Files.createDirectories(added.resolve("adapted/loras"));
    writeLora(loras.resolve("00_0.5.safetensors"));
    shelf.look();
    String half = shelf.hashes().get("adapted");
    assertThat(half).isNotNull().isNotEqualTo(shelf.hashes().get("cartoon"));
    try (ModelLoan lent = shelf.borrow("adapted").orElseThrow()) {
      assertThat(lent.model().hash()).isEqualTo(half);
    }

    Files.move(loras.resolve("00_0.5.safetensors"), loras.resolve("00_1.safetensors"));
    shelf.look();
    assertThat(shelf.hashes().get("adapted")).isNotNull().isNotEqualTo(half);

    Files.move(loras.resolve("00_1.safetensors"), loras.resolve("strong.safetensors"));
    shelf.look();
    assertThat(shelf.hashes()).doesNotContainKey("adapted");
  }

  private static void writeLora(Path file) throws Exception {
    String layer = "unet.mid_block.attentions.0.transformer_blocks.0.attn1.to_q";
    var writer = new SafetensorsWriter("pt");
    writer.add(layer + ".lora_A.weight", ElementType.F32, List.of(1L, 192L), floats(192));
    writer.add(layer + ".lora_B.weight", ElementType.F32, List.of(192L, 1L), floats(192));
    writer.write(file);
  }

  private static byte[] floats(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat(0.01f * i);
    }
    return bytes.array();
  }

  @Test
  void look_anUnusableModel_isLeftOutAndTheOthersStay() throws Exception {
    Files.createDirectories(added.resolve("broken/checkpoint"));
    Files.writeString(added.resolve("broken/checkpoint/model_index.json"), "{}");
    copy(added.resolve("twin/checkpoint"));
    shelf.look();
    assertThat(shelf.hashes()).containsOnlyKeys("cartoon", "twin");
  }

  @Test
  void look_aModelWithTheIdOfABuiltInOne_doesNotReplaceIt() throws Exception {
    Path impostor = copy(added.resolve("cartoon/checkpoint"));
    Files.writeString(impostor.resolve("model_index.json"), indexWithASpace());
    String before = shelf.hashes().get("cartoon");
    shelf.look();
    assertThat(shelf.hashes()).containsEntry("cartoon", before);
  }

  @Test
  void borrow_moreThanMayBeOpen_closesTheOneThatIsNotLent() throws Exception {
    shelf.close();
    shelf = open(1);
    copy(added.resolve("twin/checkpoint"));
    shelf.look();
    try (ModelLoan cartoon = shelf.borrow("cartoon").orElseThrow();
        ModelLoan twin = shelf.borrow("twin").orElseThrow();
        ModelLoan again = shelf.borrow("cartoon").orElseThrow()) {
      assertThat(again.model()).isSameAs(cartoon.model()).isNotSameAs(twin.model());
    }
    try (ModelLoan cartoon = shelf.borrow("cartoon").orElseThrow();
        ModelLoan twin = shelf.borrow("twin").orElseThrow()) {
      assertThat(cartoon.model().hash()).isEqualTo(twin.model().hash());
    }
  }

  @Test
  void borrow_aModelThatBroke_tellsWhatIsWrong() throws Exception {
    Path checkpoint = copy(added.resolve("twin/checkpoint"));
    shelf.look();
    Files.delete(checkpoint.resolve("unet/config.json"));
    assertThatThrownBy(() -> shelf.borrow("twin"))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageContaining("unet/config.json");
  }

  @Test
  void open_aFolderWithoutModels_isRefused() {
    assertThatThrownBy(() ->
            ModelShelf.open(
                folder, Optional.empty(), ModelOptions.on(DeviceChoice.parse("cpu")), 1, hashes()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no model");
  }

  private static String indexWithASpace() throws IOException {
    return Files.readString(CARTOON.resolve("model_index.json")) + " ";
  }

  private static Path copy(Path target) throws IOException {
    try (Stream<Path> tree = Files.walk(CARTOON)) {
      for (Path source : tree.toList()) {
        Path copy = target.resolve(CARTOON.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(source, copy);
        }
      }
    }
    return target;
  }
}
