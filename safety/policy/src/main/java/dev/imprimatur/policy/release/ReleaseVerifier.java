package dev.imprimatur.policy.release;

import dev.imprimatur.policy.bundle.Manifest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells whether a version is the one that was approved. A pure function. */
public final class ReleaseVerifier {
  private ReleaseVerifier() {}

  /**
   * Verifies a version: its key is known, the signature is that key's, the number is the expected
   * one, the manifest is the signed one, and the files are exactly those of the manifest.
   *
   * @param number the version that these files are said to be; an older version that was signed as
   *     well is none
   * @param keys that are trusted
   */
  public static ReleaseVerdict verify(Release release, int number, Collection<PublicKey> keys) {
    @Nullable PublicKey key =
        keys.stream()
            .filter(each -> SigningKey.id(each).equals(release.keyId()))
            .findFirst()
            .orElse(null);
    if (key == null) {
      return broken("the version is signed by the unknown key " + release.keyId());
    }
    if (!isSigned(release, key)) {
      return broken("the signature is not that of the key " + release.keyId());
    }
    try {
      return verify(release, number, BundleStatement.parse(release.statement()));
    } catch (IllegalArgumentException e) {
      return broken(Objects.toString(e.getMessage(), e.toString()));
    }
  }

  private static ReleaseVerdict verify(Release release, int number, BundleStatement statement) {
    if (statement.number() < number) {
      return broken(
          "version %d is offered as version %d: an older one may not take its place"
              .formatted(statement.number(), number));
    }
    if (statement.number() > number) {
      return broken("version %d is offered as version %d".formatted(statement.number(), number));
    }
    Manifest manifest = Manifest.parse(release.manifest());
    if (!manifest.hash().equals(statement.manifestHash())) {
      return broken("the manifest is not the one that was signed");
    }
    List<String> differences = manifest.differences(release.files());
    return differences.isEmpty()
        ? new ReleaseVerdict.Genuine(statement)
        : new ReleaseVerdict.Broken(differences);
  }

  private static boolean isSigned(Release release, PublicKey key) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(release.statement().getBytes(StandardCharsets.UTF_8));
      return ed25519.verify(release.signature());
    } catch (GeneralSecurityException e) {
      // A signature of the wrong length is reported so.
      return false;
    }
  }

  private static ReleaseVerdict.Broken broken(String defect) {
    return new ReleaseVerdict.Broken(List.of(defect));
  }
}
