package dev.imprimatur.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.imprimatur.policy.comparison.BundleDiff;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.preset.Preset;
import dev.imprimatur.policy.preset.PresetSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsTest {
  private static final String FILE = "presets.json";

  @Test
  void prompt_wordsFollowAfterAComma_andNothingElseChanges() {
    var preset = new Preset("oil", "Oil", "In oil.", "oil painting", "text", null);
    assertThat(preset.prompt("a cat \n")).isEqualTo("a cat, oil painting");
    assertThat(preset.negativePrompt("")).isEqualTo("text");
    assertThat(preset.negativePrompt("blur")).isEqualTo("blur, text");
    var settings = new PresetSettings(null, null, 10, null);
    assertThat(new Preset("quick", "Quick", "Soon.", null, null, settings).prompt(" a cat "))
        .isEqualTo(" a cat ");
  }

  @Test
  void load_defaultBundle_offersPresetsThatItsPoliciesPermit() {
    PolicyBundle bundle = DefaultBundle.load();
    assertThat(bundle.contents().presets()).isNotEmpty();
    assertThat(bundle.preset("pencil").orElseThrow().words()).isEqualTo("pencil sketch");
    assertThat(bundle.preset("none")).isEmpty();
  }

  @Test
  void load_noFile_offersNone() throws Exception {
    Map<String, byte[]> files = DefaultBundle.files();
    files.remove(FILE);
    assertThat(PolicyBundle.check(BundleFiles.of(files)).contents().presets()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id':'A b','title':'t','description':'d','words':'w'}|a preset's id has 1 to 40",
        "{'id':'a','title':' ','description':'d','words':'w'}|\"title\" of the preset a must have 1 to 60",
        "{'id':'a','title':'t','words':'w'}|\"description\" of the preset a must have 1 to 300",
        "{'id':'a','title':'t','description':'d'}|the preset a adds neither words nor settings",
        "{'id':'a','title':'t','description':'d','words':''}|\"words\" of the preset a must have 1 to 500",
        "{'id':'a','title':'t','description':'d','words':'x\\ny'}|must be one line of text",
        "{'id':'a','title':'t','description':'d','words':'w','word':'w'}|there is no member \"word\" here",
        "{'id':'a','title':'t','description':'d','settings':{'steps':0}}|a preset has at least 1 step",
        "{'id':'a','title':'t','description':'d','settings':{'width':250}}|width is a multiple of 8",
        "{'id':'a','title':'t','description':'d','settings':{'guidanceScale':31}}|is from 0 to 30",
        "{'id':'a','title':'t','description':'d','words':'gore, oil'}"
            + "|the words of the preset a contain \"gore\", which is listed under violence/graphic",
        "{'id':'a','title':'t','description':'d','words':'like Taylor Swift'}|protected-person",
      })
  void load_brokenPreset_isRefusedWithItsReason(String preset, String reason) {
    assertThat(defects("[" + preset.replace('\'', '"') + "]")).startsWith(FILE).contains(reason);
  }

  @Test
  void load_twoPresetsOfOneId_areRefused() {
    String one = "{\"id\":\"a\",\"title\":\"t\",\"description\":\"d\",\"words\":\"w\"}";
    assertThat(defects("[" + one + "," + one + "]"))
        .isEqualTo("presets.json: there are two presets with the id a");
  }

  @Test
  void between_anotherWord_isAChangedPreset() throws Exception {
    PolicyBundle other =
        PolicyBundle.check(
            BundleFiles.of(DefaultBundle.with(FILE, "pencil sketch", "charcoal sketch")));
    assertThat(BundleDiff.between(DefaultBundle.load(), other).presets().changed())
        .containsExactly("pencil");
  }

  private static String defects(String json) {
    Map<String, byte[]> files = DefaultBundle.files();
    files.put(FILE, json.getBytes(StandardCharsets.UTF_8));
    return catchThrowableOfType(
            InvalidBundleException.class, () -> PolicyBundle.check(BundleFiles.of(files)))
        .defects()
        .stream()
        .map(Defect::toString)
        .reduce((first, second) -> first + "\n" + second)
        .orElseThrow();
  }
}
