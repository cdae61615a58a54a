package dev.imprimatur.policy.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imprimatur.policy.bundle.BundleFiles;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each way in which a version can be another than the one that was approved. */
class ReleaseVerifierTest {
  private static final Instant AT = Instant.parse("2026-08-02T10:00:00Z");
  private static final BundleFiles FILES = files("bundle.json", "{}", "terms/hate.txt", "high x");

  private final SigningKey key = newKey();
  private final Release release = release(7, FILES);

  @Test
  void verify_asReleased_isGenuine() {
    assertThat(verdict(release))
        .isEqualTo(new ReleaseVerdict.Genuine(BundleStatement.parse(release.statement())));
  }

  @Test
  void verify_fileTakenAway_isBroken() {
    assertThat(defects(with(files("bundle.json", "{}"))))
        .containsExactly("terms/hate.txt is listed in the manifest, but missing");
  }

  @Test
  void verify_fileAdded_isBroken() {
    assertThat(defects(with(files("bundle.json", "{}", "terms/hate.txt", "high x", "a.cedar", ""))))
        .containsExactly("a.cedar is not listed in the manifest");
  }

  @Test
  void verify_fileChanged_isBroken() {
    assertThat(defects(with(files("bundle.json", "{}", "terms/hate.txt", "low x"))))
        .singleElement()
        .asString()
        .startsWith("terms/hate.txt is not the listed file: its SHA-256 is ");
  }

  /** The file and its line in the manifest are changed together. */
  @Test
  void verify_manifestChangedToo_isBroken() {
    BundleFiles others = files("bundle.json", "{}");
    assertThat(
            defects(
                new Release(
                    release.statement(),
                    release.keyId(),
                    release.signature(),
                    others.manifest().text(),
                    others)))
        .containsExactly("the manifest is not the one that was signed");
  }

  /** The file, the manifest and the statement are changed together. */
  @Test
  void verify_statementChangedToo_isBroken() {
    BundleFiles others = files("bundle.json", "{}");
    String statement =
        release.statement().replace(FILES.manifest().hash(), others.manifest().hash());
    assertThat(
            defects(
                new Release(
                    statement,
                    release.keyId(),
                    release.signature(),
                    others.manifest().text(),
                    others)))
        .containsExactly("the signature is not that of the key " + release.keyId());
  }

  @Test
  void verify_cutSignature_isBroken() {
    assertThat(
            defects(
                new Release(
                    release.statement(),
                    release.keyId(),
                    new byte[] {1, 2, 3},
                    release.manifest(),
                    FILES)))
        .containsExactly("the signature is not that of the key " + release.keyId());
  }

  @Test
  void verify_signedByAStranger_isBroken() {
    SigningKey stranger = newKey();
    Release other = stranger.release(statement(7, FILES), FILES);
    assertThat(defects(other))
        .containsExactly("the version is signed by the unknown key " + other.keyId());
    // Under the known key's name.
    assertThat(
            defects(
                new Release(
                    other.statement(),
                    release.keyId(),
                    other.signature(),
                    other.manifest(),
                    FILES)))
        .containsExactly("the signature is not that of the key " + release.keyId());
  }

  /** An older version, genuine itself, is put where a newer one was. */
  @Test
  void verify_olderVersionInItsPlace_isBroken() {
    assertThat(defects(release(3, FILES)))
        .containsExactly("version 3 is offered as version 7: an older one may not take its place");
    assertThat(defects(release(8, FILES))).containsExactly("version 8 is offered as version 7");
  }

  @Test
  void statement_ofOwnApproval_isRefused() {
    assertThatThrownBy(
            () -> new BundleStatement(1, "default-1", "0".repeat(64), "anna", "anna", AT))
        .hasMessage("nobody approves a bundle of their own");
  }

  /** A line break in a name would let one statement be read as another. */
  @Test
  void statement_withALineBreak_isRefused() {
    assertThatThrownBy(
            () -> new BundleStatement(1, "x\nnumber 2", "0".repeat(64), "anna", "ben", AT))
        .hasMessage("the bundle must be named in one plain word");
  }

  @Test
  void parse_anotherForm_isRefused() {
    String text = release.statement();
    for (String other :
        List.of("", text + "\n", text.replace("number 7", "number 07"), " " + text, text.strip())) {
      assertThatThrownBy(() -> BundleStatement.parse(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("statement");
    }
  }

  private ReleaseVerdict verdict(Release offered) {
    return ReleaseVerifier.verify(offered, 7, List.of(key.publicKey()));
  }

  private List<String> defects(Release offered) {
    return ((ReleaseVerdict.Broken) verdict(offered)).defects();
  }

  private Release with(BundleFiles files) {
    return new Release(
        release.statement(), release.keyId(), release.signature(), release.manifest(), files);
  }

  private Release release(int number, BundleFiles files) {
    return key.release(statement(number, files), files);
  }

  private static BundleStatement statement(int number, BundleFiles files) {
    return new BundleStatement(number, "default-1", files.manifest().hash(), "anna", "ben", AT);
  }

  private static BundleFiles files(String... namesAndTexts) {
    var files = new TreeMap<String, byte[]>();
    for (int at = 0; at < namesAndTexts.length; at += 2) {
      files.put(namesAndTexts[at], namesAndTexts[at + 1].getBytes(StandardCharsets.UTF_8));
    }
    return BundleFiles.of(files);
  }

  private static SigningKey newKey() {
    try {
      return new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
