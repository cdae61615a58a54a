package dev.imprimatur.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that come and go while the server runs. */
class ModelCatalogueTest {
  private static final Path BUILT_IN = Path.of("../pipeline/models");
  private final Set<String> licences = new TreeSet<>(Set.of("imprimatur-cartoon-1", "house-rules"));

  @TempDir Path folder;
  private Path added;
  private ModelCatalogue catalogue;

  @BeforeEach
  void read() throws IOException {
    added = folder.resolve("models");
    catalogue = ModelCatalogue.read(BUILT_IN, Optional.of(added), licences::contains);
  }

  @Test
  void all_aModelCameChangedAndWent_followsTheBuiltInOnes() throws Exception {
    assertThat(ids()).containsExactly("cartoon");
    Path card = write("anime", "house-rules");
    assertThat(ids()).containsExactly("cartoon", "anime");

    Files.writeString(card, Files.readString(card).replace("\"Cartoon\"", "\"Anime, again\""));
    assertThat(catalogue.find("anime").orElseThrow().title()).isEqualTo("Anime, again");

    Files.move(card.getParent(), added.resolve(".removed"));
    assertThat(ids()).containsExactly("cartoon");
  }

  @Test
  void all_aModelThatIsNotWholeYet_isNotThere() throws Exception {
    write(".adding-1", "house-rules");
    Files.createDirectories(added.resolve("empty"));
    Files.writeString(added.resolve("stray"), "");
    assertThat(ids()).containsExactly("cartoon");
  }

  @Test
  void all_anUnusableModel_isLeftOutAndTheOthersStay() throws Exception {
    write("anime", "house-rules");
    write("unlicensed", "no-such-licence");
    write("cartoon", "house-rules");
    Path misplaced = write("misplaced", "house-rules");
    Files.move(misplaced.getParent(), added.resolve("elsewhere"));
    Files.writeString(write("broken", "house-rules"), "{");
    Files.writeString(write("nothing", "house-rules"), "null");
    Path partial = write("partial", "house-rules");
    Files.writeString(partial, Files.readString(partial).replace("\"limits\"", "\"bounds\""));
    assertThat(ids()).containsExactly("cartoon", "anime");
    assertThat(catalogue.find("cartoon").orElseThrow().licence()).isEqualTo("imprimatur-cartoon-1");
  }

  @Test
  void all_anotherBundleComesInForce_followsItsLicences() throws Exception {
    write("anime", "mit");
    assertThat(ids()).containsExactly("cartoon");
    licences.add("mit");
    assertThat(ids()).containsExactly("cartoon", "anime");
    licences.remove("mit");
    assertThat(ids()).containsExactly("cartoon");
  }

  @Test
  void all_randomDamage_leavesOnlyThatModelOut() throws Exception {
    Path card = write("anime", "house-rules");
    byte[] good = Files.readAllBytes(card);
    var random = new Random(6);
    for (int round = 0; round < 100; round++) {
      byte[] damaged = java.util.Arrays.copyOf(good, random.nextInt(good.length) + 1);
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(card, damaged);
      assertThat(ids()).startsWith("cartoon");
    }
  }

  @Test
  void read_aBuiltInModelWithoutALicence_stopsTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalogue.read(BUILT_IN, Optional.empty(), licence -> false))
        .withMessage(
            "the model cartoon has the licence imprimatur-cartoon-1, which the policy bundle does"
                + " not hold");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCatalogue.read(folder, Optional.empty(), licence -> true))
        .withMessageStartingWith("there is no model in ");
  }

  private java.util.List<String> ids() {
    return catalogue.all().stream().map(ModelCard::id).toList();
  }

  /** The embedded model's card under another id and licence. */
  private Path write(String id, String licence) throws IOException {
    Path card = Files.createDirectories(added.resolve(id)).resolve("model.json");
    String text = Files.readString(BUILT_IN.resolve("cartoon/model.json"));
    return Files.writeString(
        card,
        text.replace("\"id\": \"cartoon\"", "\"id\": \"" + id + "\"")
            .replace("imprimatur-cartoon-1", licence));
  }
}
