package dev.imprimatur.policy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.licence.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class PromptModelTest {
  private static final byte[] BYTES = RandomModel.of(1).write();

  @Test
  void read_whatWasWritten_isTheSameModel() {
    PromptModel model = PromptModel.read(BYTES);
    assertThat(model.version()).isEqualTo("random-1");
    assertThat(model.write()).isEqualTo(BYTES);
  }

  /** Bundles of before are still decided again. */
  @Test
  void read_modelOfBeforeTheUnion_asksTheWholePromptAlone() throws IOException {
    byte[] unpacked = unpacked();
    byte[] before = Arrays.copyOf(unpacked, unpacked.length - 3 * Integer.BYTES);
    Calibration calibration = PromptModel.read(packed(before)).calibration();
    assertThat(calibration.unionSlopes()).containsExactly(0, 0);
    assertThat(calibration.jointOffsets())
        .isEqualTo(RandomModel.of(1).calibration().jointOffsets());
  }

  @Test
  void read_cutOffAnywhere_isRefused() {
    for (int length = 0; length < BYTES.length; length += 97) {
      byte[] cut = Arrays.copyOf(BYTES, length);
      assertThatThrownBy(() -> PromptModel.read(cut)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void read_somethingBehindIt_isRefused() {
    assertThatThrownBy(() -> PromptModel.read(Arrays.copyOf(BYTES, BYTES.length + 1)))
        .hasMessage("something follows the prompt model");
  }

  /** A small file that would fill the memory. */
  @Test
  void read_bomb_isRefused() throws IOException {
    assertThatThrownBy(() -> PromptModel.read(packed(new byte[1 << 26])))
        .hasMessage("the prompt model is cut off or too large");
  }

  @Test
  void read_noModel_isRefused() {
    assertThatThrownBy(() -> PromptModel.read(new byte[64]))
        .hasMessage("these bytes are no prompt model");
  }

  @Test
  void read_spoiltBytes_giveAModelOrADefectAndNothingElse() throws IOException {
    var random = new Random(3);
    byte[] unpacked = unpacked();
    for (int round = 0; round < 500; round++) {
      byte[] spoilt = unpacked.clone();
      for (int change = 0; change <= random.nextInt(4); change++) {
        spoilt[random.nextInt(random.nextBoolean() ? 700 : spoilt.length)] =
            (byte) random.nextInt();
      }
      try {
        assertThat(PromptModel.read(packed(spoilt))).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void committedModel_isTheOneOfItsCard() throws IOException {
    byte[] bytes = Files.readAllBytes(DefaultBundle.FOLDER.resolve("model/prompt-model.bin"));
    assertThat(bytes).hasSizeLessThan(1_500_000);
    assertThat(DefaultBundle.FOLDER.resolve("model/MODEL-CARD.md"))
        .content()
        .contains(Sha256.hex(bytes));
  }

  private static byte[] unpacked() throws IOException {
    try (var input = new InflaterInputStream(new ByteArrayInputStream(BYTES))) {
      return input.readAllBytes();
    }
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var output = new DeflaterOutputStream(packed)) {
      output.write(bytes);
    }
    return packed.toByteArray();
  }
}
