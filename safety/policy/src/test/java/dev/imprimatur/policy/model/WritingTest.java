package dev.imprimatur.policy.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.signal.Source;
import dev.imprimatur.policy.signal.Writing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritingTest {
  private final PromptReader reader =
      new PromptReader(RandomModel.of(1), "", LevelsOfHalf.LEVELS, false);

  @ParameterizedTest
  @CsvSource({
    "en, a cat in the garden",
    "en, 'portrait, neon lights, cinematic'",
    "de, eine Katze mit einem Hut auf der Mauer",
    "fr, un chat dans la rue avec des fleurs",
    "es, una mujer con los ojos del mar y el cielo",
    "it, il gatto della nonna con gli occhi",
    "nl, een kat op het dak met een hoed",
    "ru, кошка на крыше",
    "zh, 一只猫坐在窗边",
    "ja, 窓辺に座っている猫",
    "ko, 창가에 앉은 고양이",
    "ar, قطة على السطح",
    "hi, हिन्दी में लिखा",
    "und, zxqv wrtk plmn"
  })
  void writing_language_isTold(String language, String text) {
    assertThat(writing(text).language()).isEqualTo(language);
  }

  @Test
  void writing_wordOfTwoScripts_mixes() {
    assertThat(writing("a nаked tree").mixesScripts()).isTrue();
    assertThat(writing("a tree дерево").mixesScripts()).isFalse();
    assertThat(writing("a tree дерево").scripts()).containsExactly("Cyrl", "Latn");
    assertThat(writing("猫がいる").mixesScripts()).isFalse();
  }

  @Test
  void writing_disguise_isNamed() {
    assertThat(writing("a h.o.r.s.e in a f.i.e.l.d").disguises()).isNotEmpty();
    assertThat(writing("a hоrse in а fiеld").disguises()).containsExactly("plain");
    assertThat(writing("a horse in a field, 4k, f/1.8, 16:9").disguises()).isEmpty();
  }

  @Test
  void writing_nothing_isNoLanguage() {
    assertThat(writing("").language()).isEqualTo("und");
    assertThat(writing("123, 4!").knownShare()).isEqualTo(1);
  }

  private Writing writing(String text) {
    return reader.read(new PromptNormaliser().normalise(text), Source.PROMPT, false).writing();
  }
}
