package dev.imprimatur.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.policy.signal.ProtectedPerson;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PersonEditTest {
  private static PolicyBundle bundle;

  @BeforeAll
  static void load() throws Exception {
    bundle = PolicyBundle.load(DefaultBundle.FOLDER);
  }

  @Test
  void applyTo_newcomer_isProtectedInTheNextBundleAndNothingElseChanges() throws Exception {
    PolicyBundle next =
        edited(new PersonEdit(List.of(newcomer("Zoë Quillfeather", "Q. Feather")), Set.of()));
    assertThat(next.contents().persons())
        .contains(
            new ProtectedPerson("zoe-quillfeather", "Zoë Quillfeather", List.of("Q. Feather")))
        .containsAll(bundle.contents().persons());
    assertThat(next.files().names()).isEqualTo(bundle.files().names());
    assertThat(next.hash()).isNotEqualTo(bundle.hash());
    assertThat(BundleTests.run(next).passed()).isTrue();
  }

  @Test
  void applyTo_removal_takesOnlyThatPersonOut() throws Exception {
    PolicyBundle next = edited(new PersonEdit(List.of(), Set.of("greta-thunberg")));
    assertThat(next.contents().persons())
        .hasSize(bundle.contents().persons().size() - 1)
        .noneMatch(person -> person.id().equals("greta-thunberg"));
  }

  @Test
  void applyTo_sameNameAgain_getsAnIdOfItsOwn() throws Exception {
    PolicyBundle next = edited(new PersonEdit(List.of(newcomer("Elon Musk")), Set.of("elon-musk")));
    assertThat(next.contents().persons())
        .extracting(ProtectedPerson::id)
        .contains("elon-musk-2")
        .doesNotContain("elon-musk");
  }

  @Test
  void applyTo_nameWithoutLatinLetters_getsAnId() throws Exception {
    PolicyBundle next = edited(new PersonEdit(List.of(newcomer("林黛玉")), Set.of()));
    assertThat(next.contents().persons()).extracting(ProtectedPerson::id).contains("person");
  }

  @Test
  void applyTo_removalOfNobody_isRefused() {
    var edit = new PersonEdit(List.of(), Set.of("nobody"));
    assertThatThrownBy(() -> edit.applyTo(bundle))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("there is no person with the id \"nobody\"");
  }

  /** A name that would block half of what people write. */
  @Test
  void applyTo_nameThatIsAnEverydayWord_isRefusedWithTheCount() {
    var edit = new PersonEdit(List.of(newcomer("The")), Set.of());
    assertThatThrownBy(() -> edited(edit))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("harmless prompts");
  }

  private static PersonEdit.Newcomer newcomer(String name, String... aliases) {
    return new PersonEdit.Newcomer(name, List.of(aliases));
  }

  private static PolicyBundle edited(PersonEdit edit) throws InvalidBundleException {
    return PolicyBundle.check(edit.applyTo(bundle));
  }
}
