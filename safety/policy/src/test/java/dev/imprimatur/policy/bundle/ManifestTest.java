package dev.imprimatur.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.policy.licence.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  private static final String A = Sha256.hex(bytes("a"));

  @Test
  void text_isWhatSha256sumWrites() {
    Manifest manifest = files("b/c.txt", "c", "a.txt", "a").manifest();
    assertThat(manifest.text()).isEqualTo(A + "  a.txt\n" + Sha256.hex(bytes("c")) + "  b/c.txt\n");
    assertThat(manifest.hash()).isEqualTo(Sha256.hex(bytes(manifest.text())));
    assertThat(Manifest.parse(manifest.text())).isEqualTo(manifest);
  }

  @Test
  void differences_missingChangedAndExtraFile_areEachTold() {
    Manifest manifest = files("a.txt", "a", "b.txt", "b", "c.txt", "c").manifest();
    assertThat(manifest.differences(files("a.txt", "a", "b.txt", "B", "d.txt", "d")))
        .containsExactly(
            "b.txt is not the listed file: its SHA-256 is " + Sha256.hex(bytes("B")),
            "c.txt is listed in the manifest, but missing",
            "d.txt is not listed in the manifest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s a.txt\n",
        "%s  a.txt",
        "%s  ../a.txt\n",
        "%s  /a.txt\n",
        "%s  a/../b\n",
        "%s  b.txt\n%<s  a.txt\n",
        "%s  a.txt\n%<s  a.txt\n",
        "%s  a.txt\r\n",
        "\n%s  a.txt\n"
      })
  void parse_anotherForm_isRefused(String text) {
    assertThatThrownBy(() -> Manifest.parse(text.formatted(A)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("manifest");
  }

  @Test
  void parse_changedAtRandom_isRefusedOrIsAnotherManifest() {
    var random = new Random(7);
    String text = files("a.txt", "a", "b.txt", "b").manifest().text();
    for (int round = 0; round < 2_000; round++) {
      byte[] changed = bytes(text);
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(128);
      String other = new String(changed, StandardCharsets.UTF_8);
      try {
        assertThat(Manifest.parse(other).text()).isEqualTo(other);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("manifest");
      }
    }
  }

  private static BundleFiles files(String... namesAndTexts) {
    var files = new HashMap<String, byte[]>();
    for (int at = 0; at < namesAndTexts.length; at += 2) {
      files.put(namesAndTexts[at], bytes(namesAndTexts[at + 1]));
    }
    return BundleFiles.of(Map.copyOf(files));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
