package dev.imprimatur.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.family.RecipeCheckpoint;
import dev.imprimatur.diffusion.family.SingleFileRecipe;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever byte of whatever file is changed, a checkpoint is opened or refused with one message.
 */
class DamagedCheckpointTest {
  private static final int ROUNDS = 150;
  private static final int HEADER = 20_000;

  @TempDir Path folder;

  @Test
  void open_aFolderWithRandomDamage_isOpenedOrRefused() throws Exception {
    RecipeCheckpoint.write("sdxl", folder);
    List<Path> files;
    try (Stream<Path> tree = Files.walk(folder)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    var random = new Random(5);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path file = files.get(random.nextInt(files.size()));
      refused += refusals(file, random, () -> Checkpoint.open(folder));
    }
    assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
  }

  @Test
  void open_aFileWithRandomDamage_isOpenedOrRefused() throws Exception {
    RecipeCheckpoint.write("sdxl", folder);
    Path file = SingleFileRecipe.write("sdxl", folder.resolve("single.safetensors"));
    var random = new Random(6);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      refused += refusals(file, random, () -> Checkpoint.open(file, folder));
    }
    assertThat(refused).isBetween(ROUNDS / 4, ROUNDS);
  }

  private interface Opening {
    Checkpoint open() throws InvalidCheckpointException;
  }

  /** Changes some bytes of {@code file}, opens, and changes them back. */
  private static int refusals(Path file, Random random, Opening opening) throws Exception {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      int length = (int) Math.min(bytes.length(), HEADER);
      int place = random.nextInt(length);
      byte[] original = new byte[Math.min(1 + random.nextInt(3), length - place)];
      bytes.seek(place);
      bytes.readFully(original);
      byte[] damage = original.clone();
      for (int i = 0; i < damage.length; i++) {
        damage[i] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt(256)
                    : "019-.\"[{,e".charAt(random.nextInt(10)));
      }
      write(bytes, place, damage);
      try {
        opening.open();
        return 0;
      } catch (InvalidCheckpointException expected) {
        assertThat(expected.getMessage()).isNotBlank().hasSizeLessThan(1000);
        return 1;
      } finally {
        write(bytes, place, original);
      }
    }
  }

  private static void write(RandomAccessFile file, int place, byte[] bytes) throws Exception {
    file.seek(place);
    file.write(bytes);
  }
}
