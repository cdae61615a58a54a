package dev.imprimatur.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bundles damaged at random: whatever it is, the bundle is used or refused with defects. */
class BundleFuzzTest {
  private static final List<String> FRAGMENTS =
      List.of(
          "null", "[]", "{}", "\"\"", "-1", "1e999", ";", "\"", "\\", "?principal", "\u3164", "\0");

  @Test
  void check_damagedFile_isUsedOrRefused() {
    var random = new Random(42);
    int refused = 0;
    for (int round = 0; round < 80; round++) {
      Map<String, byte[]> files = DefaultBundle.files();
      String name = List.copyOf(files.keySet()).get(random.nextInt(files.size()));
      files.put(name, damaged(files.get(name), random));
      try {
        assertThat(PolicyBundle.check(BundleFiles.of(files)).hash()).hasSize(64);
      } catch (InvalidBundleException e) {
        assertThat(e.defects()).isNotEmpty();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(25);
  }

  private static byte[] damaged(byte[] content, Random random) {
    int at = random.nextInt(content.length + 1);
    int end = Math.min(content.length, at + random.nextInt(12));
    byte[] fragment =
        random.nextBoolean()
            ? FRAGMENTS.get(random.nextInt(FRAGMENTS.size())).getBytes(StandardCharsets.UTF_8)
            : new byte[] {(byte) random.nextInt()};
    byte[] damaged = new byte[at + fragment.length + content.length - end];
    System.arraycopy(content, 0, damaged, 0, at);
    System.arraycopy(fragment, 0, damaged, at, fragment.length);
    System.arraycopy(content, end, damaged, at + fragment.length, content.length - end);
    return damaged;
  }
}
