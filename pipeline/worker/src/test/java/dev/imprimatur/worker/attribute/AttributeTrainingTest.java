package dev.imprimatur.worker.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.picture.Picture;
import dev.imprimatur.worker.attribute.training.AttributeTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier from labelled pictures to what it reads, through its file. */
class AttributeTrainingTest {
  private static final int ROUNDS = 6;

  @TempDir static Path folder;
  private static AttributeFile trained;
  private static Path file;

  @BeforeAll
  static void train() throws Exception {
    ColouredPictures.write(folder.resolve("pictures"), 360);
    trained = train(ROUNDS);
    file = folder.resolve("classifier.safetensors");
    trained.write(file);
  }

  @Test
  void train_picturesWithAttributes_learnsThem_andCountsItsErrors() {
    for (int axis = 0; axis < 2; axis++) {
      var errors = trained.card().errors().get(axis);
      int right = errors.get(0).get(0) + errors.get(1).get(1);
      int all = errors.stream().flatMap(row -> row.stream()).mapToInt(Integer::intValue).sum();
      assertThat(all).isEqualTo(60);
      assertThat(right).as(trained.card().axes().get(axis).name()).isGreaterThanOrEqualTo(54);
    }
  }

  @Test
  void train_again_givesTheSameCard() throws IOException {
    assertThat(train(1).card()).isEqualTo(train(1).card());
  }

  @Test
  void read_pictures_findsTheirClasses() throws InvalidCheckpointException {
    try (AttributeClassifier classifier = AttributeClassifier.open(file)) {
      assertThat(classifier.card()).isEqualTo(trained.card());
      assertThat(classifier.hash()).matches("[0-9a-f]{64}");
      assertThat(read(classifier, true, true)).isEqualTo(Map.of("colour", 0, "size", 0));
      assertThat(read(classifier, false, true)).isEqualTo(Map.of("colour", 1, "size", 0));
      assertThat(read(classifier, false, false)).isEqualTo(Map.of("colour", 1, "size", 1));
    }
  }

  /** Whatever a file holds, it is read or refused in one sentence. */
  @Test
  void open_damagedFile_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    var random = new SplittableRandom(11);
    Path damaged = folder.resolve("damaged");
    for (int round = 0; round < 60; round++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(round < 30 ? 1500 : bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(
          damaged, random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(4000)));
      try {
        AttributeFile.read(damaged);
      } catch (InvalidCheckpointException refused) {
        assertThat(refused).message().isNotBlank();
      }
    }
    assertThatThrownBy(() -> AttributeFile.read(folder.resolve("none")))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void train_wrongFolder_saysWhichLine() throws IOException {
    Path wrong = folder.resolve("wrong");
    ColouredPictures.write(wrong, 80);
    Path labels = wrong.resolve("labels.jsonl");
    Files.writeString(labels, Files.readString(labels).replaceFirst("crimson", "green"));
    assertThatThrownBy(() -> AttributeTraining.train(wrong, "t", 1, (round, loss) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("labels.jsonl:[0-9]+: the axis colour has no class for green");
    Files.writeString(labels, "{");
    assertThatThrownBy(() -> AttributeTraining.train(wrong, "t", 1, (round, loss) -> {}))
        .hasMessage("labels.jsonl:1: the line is no JSON");
    ColouredPictures.write(wrong, 10);
    assertThatThrownBy(() -> AttributeTraining.train(wrong, "t", 1, (round, loss) -> {}))
        .hasMessageEndingWith("labels 9 pictures to learn from; 60 are the fewest");
  }

  private static AttributeFile train(int rounds) throws IOException {
    return AttributeTraining.train(
        folder.resolve("pictures"), "discs", rounds, (round, loss) -> {});
  }

  private static Map<String, Integer> read(
      AttributeClassifier classifier, boolean red, boolean large) {
    return classifier.read(Picture.of(ColouredPictures.disc(red, large, new Random(8))));
  }
}
