package dev.imprimatur.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.diffusion.EmbeddedModel;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashCacheTest {
  private static final Duration LATER = Duration.ofHours(1);
  private static final String FALSE_HASH = "0".repeat(64);

  @TempDir Path folder;

  private Path store;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    store = folder.resolve("state/hashes");
    file = Files.writeString(folder.resolve("weights"), "first");
  }

  @Test
  void of_aFileTwice_readsItOnce() throws Exception {
    String hash = cache().of(file);
    assertThat(hash).isEqualTo(FileHash.of(file));
    forge();
    assertThat(cache().of(file)).as("what is remembered is not computed").isEqualTo(FALSE_HASH);
  }

  @Test
  void of_aFileThatGrew_isComputedAgain() throws Exception {
    remembered();
    Files.writeString(file, "second, longer");
    assertThat(cache().of(file)).isEqualTo(FileHash.of(file));
  }

  /** Content of the same length, and the time of its change set back. */
  @Test
  void of_aFileThatHidesItsChange_isComputedAgain() throws Exception {
    remembered();
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, "other");
    Files.setLastModifiedTime(file, time);
    assertThat(cache().of(file)).isEqualTo(FileHash.of(file));
  }

  @Test
  void of_anotherFileInItsPlace_isComputedAgain() throws Exception {
    remembered();
    FileTime time = Files.getLastModifiedTime(file);
    Path other = Files.writeString(folder.resolve("other"), "other");
    Files.setLastModifiedTime(other, time);
    Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(cache().of(file)).isEqualTo(FileHash.of(file));
  }

  /** It could change again within the granularity of the clock. */
  @Test
  void of_aFileJustWritten_isNotRemembered() throws Exception {
    new HashCache(store, Instant::now).of(file);
    assertThat(store).doesNotExist();
  }

  @Test
  void of_aLinkToAFile_isThatFile() throws Exception {
    remembered();
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(cache().of(link)).isEqualTo(FALSE_HASH);
  }

  @Test
  void of_aMissingFile_isRefused() {
    assertThatThrownBy(() -> cache().of(folder.resolve("nothing")))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageStartingWith(folder.resolve("nothing") + " cannot be read");
  }

  @Test
  void of_withARandomlyDamagedStore_isRightOrFromTheStore() throws Exception {
    String right = cache().of(file);
    byte[] good = Files.readAllBytes(store);
    int hash = Files.readString(store).indexOf('\n') + 65;
    var random = new Random(3);
    for (int round = 0; round < 500; round++) {
      byte[] damaged = good.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        // Damage to the hash itself is beyond what a cache can see.
        damaged[hash + random.nextInt(good.length - hash)] = (byte) random.nextInt(256);
      }
      Files.write(store, damaged);
      assertThat(cache().of(file)).isEqualTo(right);
    }
  }

  @Test
  void of_aFileThatIsGone_isForgotten() throws Exception {
    remembered();
    Files.delete(file);
    Path other = Files.writeString(folder.resolve("other"), "other");
    cache().of(other);
    assertThat(Files.readString(store)).doesNotContain(file.toString()).contains(other.toString());
  }

  @Test
  void of_manyFilesAtOnce_remembersAll() throws Exception {
    List<Path> files = IntStream.range(0, 40).mapToObj(i -> folder.resolve("file-" + i)).toList();
    for (Path path : files) {
      Files.writeString(path, path.toString());
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Callable<String>> calls =
          files.stream().<Callable<String>>map(path -> () -> cache().of(path)).toList();
      for (var answer : threads.invokeAll(calls)) {
        assertThat(answer.get()).hasSize(64);
      }
    }
    assertThat(Files.readAllLines(store)).hasSize(41);
  }

  @Test
  void hash_ofACheckpointWithACache_isTheSame() throws Exception {
    Checkpoint checkpoint = Checkpoint.open(EmbeddedModel.FOLDER);
    HashCache cache = cache();
    assertThat(checkpoint.hash(cache)).isEqualTo(checkpoint.hash());
    assertThat(checkpoint.hash(cache)).isEqualTo(checkpoint.hash());
    assertThat(Files.readString(store)).contains("unet/diffusion_pytorch_model.safetensors");
  }

  /** Remembers a hash that nobody would compute. */
  private void remembered() throws Exception {
    cache().of(file);
    forge();
  }

  private void forge() throws Exception {
    Files.writeString(store, Files.readString(store).replace(FileHash.of(file), FALSE_HASH));
  }

  /** A cache for which every file was written long ago. */
  private HashCache cache() {
    return new HashCache(store, () -> Instant.now().plus(LATER));
  }
}
