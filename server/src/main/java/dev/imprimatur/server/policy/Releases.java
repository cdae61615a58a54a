package dev.imprimatur.server.policy;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.log.VerifierKey;
import dev.imprimatur.db.policy.Activation;
import dev.imprimatur.db.policy.Activations;
import dev.imprimatur.db.policy.SignedStatement;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import dev.imprimatur.db.receipt.ReceiptVerifier;
import dev.imprimatur.policy.bundle.BundleArchive;
import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.InvalidArchiveException;
import dev.imprimatur.policy.release.Release;
import dev.imprimatur.policy.release.ReleaseVerdict;
import dev.imprimatur.policy.release.ReleaseVerifier;
import dev.imprimatur.policy.release.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Versions as they come out of the database, which is not believed: the signature must be ours, the
 * files those that were signed, and an activation must stand in the log.
 */
final class Releases {
  private final Database database;
  private final SigningKey key;
  private final VerifierKey log;
  private final BundleJudge judge;
  private final Path installation;

  /**
   * @param log the key of the log
   * @param installation the folder of the bundle that needs no database
   */
  Releases(
      Database database, SigningKey key, VerifierKey log, BundleJudge judge, Path installation) {
    this.database = database;
    this.key = key;
    this.log = log;
    this.judge = judge;
    this.installation = installation;
  }

  /** What an activation puts in force. */
  Judged load(Activation activation) {
    Optional<StoredBundle> version =
        activation.number().isPresent()
            ? version(activation.number().getAsInt())
            : Optional.empty();
    if (activation.number().isPresent() && version.isEmpty()) {
      return new Judged.Untrusted(List.of("the version does not exist"));
    }
    return switch (ReceiptVerifier.verify(activation.receipt(), log)) {
      case ReceiptVerdict.Broken(String defect) ->
          new Judged.Untrusted(List.of("the activation is not in the log: " + defect));
      case ReceiptVerdict.Genuine genuine when !states(genuine, activation, version) ->
          new Judged.Untrusted(List.of("the log states another activation"));
      case ReceiptVerdict.Genuine ignored -> version.map(this::load).orElseGet(this::ofFolder);
    };
  }

  /** A version, verified and judged. */
  Judged load(StoredBundle version) {
    Optional<byte[]> archive =
        database.inTransaction(stores -> stores.policyBundles().archive(version.id()));
    if (archive.isEmpty() || version.statement().isEmpty()) {
      return new Judged.Untrusted(List.of("the version was never approved"));
    }
    try {
      return verified(version, version.statement().get(), BundleArchive.unpack(archive.get()));
    } catch (InvalidArchiveException e) {
      return new Judged.Untrusted(List.of(e.defect()));
    }
  }

  /** The bundle in the installation's folder. */
  Judged ofFolder() {
    try {
      return judge.judge(BundleFiles.read(installation), OptionalInt.empty());
    } catch (IOException e) {
      return new Judged.Untrusted(List.of(installation + " cannot be read: " + e.getMessage()));
    }
  }

  private Judged verified(StoredBundle version, SignedStatement signed, BundleFiles files) {
    int number = version.number().orElseThrow();
    var release =
        new Release(signed.text(), signed.keyId(), signed.signature(), version.manifest(), files);
    return switch (ReleaseVerifier.verify(release, number, List.of(key.publicKey()))) {
      case ReleaseVerdict.Broken(var defects) -> new Judged.Untrusted(defects);
      case ReleaseVerdict.Genuine ignored -> judge.judge(files, OptionalInt.of(number));
    };
  }

  private Optional<StoredBundle> version(int number) {
    return database.inTransaction(stores -> stores.policyBundles().version(number));
  }

  private static boolean states(
      ReceiptVerdict.Genuine genuine, Activation activation, Optional<StoredBundle> version) {
    Map<String, String> fields = genuine.fields();
    return genuine.type().equals(Activations.TYPE)
        && activation.id().toString().equals(fields.get("id"))
        && Activations.text(activation.number()).equals(fields.get("number"))
        && activation.effectiveAt().toString().equals(fields.get("effectiveAt"))
        && version
            .map(bundle -> bundle.manifestHash().equals(fields.get("manifestHash")))
            .orElse(true);
  }
}
