package dev.imprimatur.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives as somebody would send them who means harm. */
class BundleArchiveTest {
  private static final BundleFiles FILES = BundleFiles.of(DefaultBundle.files());

  @Test
  void unpack_packed_hasTheSameFiles() throws InvalidArchiveException {
    byte[] archive = BundleArchive.pack(FILES);
    assertThat(BundleArchive.unpack(archive).manifest()).isEqualTo(FILES.manifest());
    assertThat(BundleArchive.pack(FILES)).isEqualTo(archive);
  }

  /** Names that would leave the folder they are unpacked in, were they written to a disk. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "/etc/passwd",
        "a/../../b",
        "a\\b",
        "C:evil",
        "a//b",
        "a b",
        ".x",
        "\u001b"
      })
  void unpack_nameThatIsNotPlain_isRefused(String name) throws IOException {
    assertThatThrownBy(() -> BundleArchive.unpack(zip(name, new byte[3])))
        .isInstanceOf(InvalidArchiveException.class)
        .hasMessageStartingWith("the archive holds a file whose name")
        .hasMessageNotContaining("\u001b");
  }

  /** A few kilobytes that would become gigabytes. */
  @Test
  void unpack_bomb_isGivenUp() throws IOException {
    byte[] bomb = zip("bomb.txt", new byte[64 << 20]);
    assertThat(bomb.length).isLessThan(100_000);
    assertThatThrownBy(() -> BundleArchive.unpack(bomb))
        .hasMessage("the archive's files have more than 4194304 bytes together");
  }

  /** The same, in many files; folders may hold bytes as well. */
  @Test
  void unpack_bombInParts_isGivenUp() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int part = 0; part < 5; part++) {
        zip.putNextEntry(new ZipEntry(part + (part % 2 == 0 ? ".txt" : "/")));
        zip.write(new byte[1 << 20]);
      }
    }
    assertThatThrownBy(() -> BundleArchive.unpack(bytes.toByteArray()))
        .hasMessage("the archive's files have more than 4194304 bytes together");
  }

  @Test
  void unpack_tooManyFiles_isRefused() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int file = 0; file <= BundleArchive.MOST_FILES; file++) {
        zip.putNextEntry(new ZipEntry("file-" + file));
      }
    }
    assertThatThrownBy(() -> BundleArchive.unpack(bytes.toByteArray()))
        .hasMessage("the archive holds more than 500 files");
  }

  /** Readers differ in which of the two they take. */
  @Test
  void unpack_nameTwice_isRefused() throws IOException {
    byte[] archive = zip("aaaa.txt", "bbbb.txt");
    String twice = new String(archive, StandardCharsets.ISO_8859_1).replace("bbbb", "aaaa");
    assertThatThrownBy(() -> BundleArchive.unpack(twice.getBytes(StandardCharsets.ISO_8859_1)))
        .hasMessage("the archive holds aaaa.txt twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no archive", "PK\3\4"})
  void unpack_noArchive_isRefused(String text) {
    assertThatThrownBy(() -> BundleArchive.unpack(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidArchiveException.class)
        .hasMessageContaining("no zip archive");
  }

  @Test
  void unpack_damagedAtRandom_isRefusedOrUnpacked() {
    var random = new Random(3);
    byte[] archive = BundleArchive.pack(FILES);
    int refused = 0;
    for (int round = 0; round < 500; round++) {
      byte[] damaged = archive.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        assertThat(BundleArchive.unpack(damaged).names()).isNotEmpty();
      } catch (InvalidArchiveException e) {
        assertThat(e.defect()).startsWith("the archive");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(250);
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String... names) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
      }
    }
    return bytes.toByteArray();
  }
}
