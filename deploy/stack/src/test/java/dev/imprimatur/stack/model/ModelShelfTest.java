package dev.imprimatur.stack.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.TestInstallation;
import dev.imprimatur.stack.process.ProcessLock;
import dev.imprimatur.stack.tool.CheckpointPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation's models, and what is refused before any checkpoint is opened. */
class ModelShelfTest {
  @TempDir Path home;
  private Installation installation;
  private ModelShelf shelf;

  @BeforeEach
  void open() {
    installation = TestInstallation.in(home);
    shelf = new ModelShelf(installation);
  }

  @Test
  void all_theBuiltInOneAndTheAdded_areToldApart() throws Exception {
    put("anime");
    put(".half-made");
    assertThat(shelf.all()).extracting(model -> model.card().id()).contains("cartoon", "anime");
    assertThat(shelf.find("cartoon").orElseThrow().builtIn()).isTrue();
    ShelvedModel anime = shelf.find("anime").orElseThrow();
    assertThat(anime.builtIn()).isFalse();
    assertThat(anime.bytes()).isEqualTo(3);
    assertThat(shelf.find(".half-made")).isEmpty();
  }

  @Test
  void isThere_aLinkedCheckpointThatVanished_isNot() throws Exception {
    Path model = put("anime");
    Path target = home.resolve("elsewhere");
    Files.move(model.resolve("checkpoint"), target);
    Files.createSymbolicLink(model.resolve("checkpoint"), target);
    ShelvedModel anime = shelf.find("anime").orElseThrow();
    assertThat(anime.isThere()).isTrue();
    assertThat(anime.linkedTo()).contains(target);

    Files.move(target, home.resolve("moved"));
    assertThat(anime.isThere()).isFalse();
    assertThat(anime.linkedTo()).contains(target);
    assertThat(anime.bytes()).isZero();
  }

  @Test
  void remove_aLinkedModel_leavesTheCheckpoint() throws Exception {
    Path model = put("anime");
    Path target = home.resolve("elsewhere");
    Files.move(model.resolve("checkpoint"), target);
    Files.createSymbolicLink(model.resolve("checkpoint"), target);
    shelf.remove(shelf.find("anime").orElseThrow());
    assertThat(installation.addedModels()).isEmptyDirectory();
    assertThat(target.resolve("weights")).hasContent("abc");
  }

  @Test
  void lock_whatAKilledCommandLeft_isCleared() throws Exception {
    put(".half-made");
    put("anime");
    try (ProcessLock lock = shelf.lock()) {
      assertThat(lock.isHeld()).isTrue();
      assertThat(installation.addedModels().resolve(".half-made")).doesNotExist();
      assertThat(shelf.find("anime")).isPresent();
    }
  }

  @Test
  void write_aCard_isReadBack() throws Exception {
    ModelCard card = shelf.find("cartoon").orElseThrow().card();
    card.write(home);
    assertThat(ModelCard.read(home)).isEqualTo(card);
  }

  @Test
  void add_whatCannotBeAdded_isRefusedWithWhatToDo() throws Exception {
    put("anime");
    assertRefused(wish("../evil", "house-rules"), "cannot be a model's id", "--id");
    assertRefused(wish("cartoon", "house-rules"), "There is a model cartoon already", "--id.");
    assertRefused(wish("anime", "house-rules"), "or remove that one first");
    assertRefused(wish("fresh", "mit"), "no licence mit", "imprimatur-cartoon-1", "licences.json");
    assertRefused(wish("fresh", "house-rules"), "There is no " + home.resolve("nowhere"));
    assertThat(shelf.find("fresh")).isEmpty();
  }

  @Test
  void corrected_whatIsKnownBetter_counts() throws Exception {
    KnownLicences known = KnownLicences.of(installation);
    assertThat(known.corrected("house-rules", Optional.empty()).find("house-rules")).isEmpty();
    var fresh = new KnownLicences.Entry("fresh", "1", "Fresh");
    assertThat(known.corrected("fresh", Optional.of(fresh)).find("fresh")).contains(fresh);
  }

  private void assertRefused(ModelAddition.Wish wish, String... words) throws Exception {
    List<String> told = new ArrayList<>();
    var outcome =
        new ModelAddition(installation, KnownLicences.of(installation), told::add).add(wish);
    assertThat(((ModelAddition.Outcome.Refused) outcome).reason()).contains(words);
    assertThat(told).isEmpty();
  }

  private ModelAddition.Wish wish(String id, String licence) {
    return new ModelAddition.Wish(
        new CheckpointPlace(home.resolve("nowhere"), Optional.empty()),
        id,
        "A title",
        licence,
        false,
        List.of(),
        WishedDefaults.NONE);
  }

  /** A model of three bytes with the embedded one's card under another id. */
  private Path put(String id) throws IOException {
    Path folder = installation.addedModels().resolve(id);
    Files.createDirectories(folder.resolve("checkpoint"));
    Files.writeString(folder.resolve("checkpoint/weights"), "abc");
    String card = Files.readString(installation.models().resolve("cartoon/model.json"));
    Files.writeString(
        folder.resolve("model.json"),
        card.replace("\"id\": \"cartoon\"", "\"id\": \"" + id + "\""));
    return folder;
  }
}
