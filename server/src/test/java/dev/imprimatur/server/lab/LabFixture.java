package dev.imprimatur.server.lab;

import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.Filter;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.generation.Page;
import dev.imprimatur.db.policy.NewBundle;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.policy.bundle.BundleArchive;
import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.release.SigningKey;
import dev.imprimatur.server.flow.FlowFixture;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.policy.ActiveBundle;
import dev.imprimatur.server.policy.BundleShelf;
import dev.imprimatur.server.policy.PolicyAdministration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Bundles to try out, and requests to try them on: a real database with the real flow. */
final class LabFixture implements AutoCloseable {
  static final Path FOLDER = Path.of("../policies/default");
  static final Caller AUTHOR = new Caller("subject-1", "author", Set.of("policy-author"));
  static final Caller OFFICER = new Caller("subject-2", "officer", Set.of("compliance-officer"));
  static final Caller STRANGER = new Caller("subject-3", "other", Set.of("policy-author"));

  /** A policy that refuses all. */
  static final String DENY_ALL =
      """
      @id("nothing")
      @licence("house-rules#H1")
      @code("closed")
      @message("Nothing is drawn.")
      forbid (principal, action == Action::"generate", resource);
      """;

  final FlowFixture flow = new FlowFixture();
  private int users;

  LabFixture() throws Exception {}

  /** The bundles of an installation whose folder holds {@code installed}. */
  BundleShelf shelf(PolicyBundle installed) throws Exception {
    return PolicyAdministration.of(
            flow.database,
            new ActiveBundle(installed),
            new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair()),
            flow.database.signer.verifierKey(),
            List::of,
            FOLDER,
            Clock.systemUTC())
        .shelf();
  }

  /** Gives up what waits for a worker, since none comes. */
  void cancelOpen() {
    var open =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(GenerationState.QUEUED),
            Optional.empty(),
            Optional.empty());
    flow.database
        .<Page>inTransaction(stores -> stores.generations().page(open, Optional.empty(), 50))
        .items()
        .forEach(generation -> flow.flow.cancel(generation.id()));
  }

  /** Each test's user is new, so that no limit of open requests is met. */
  Caller licensed() {
    return flow.licensed("user " + users++);
  }

  Caller member(String tenant) {
    return flow.licensed("user " + users++, tenant);
  }

  StoredBundle denyAll() {
    return stored(new TreeMap<>(Map.of("policies/closed.cedar", DENY_ALL)));
  }

  StoredBundle stored(TreeMap<String, String> additions) {
    try {
      BundleFiles files =
          additions.isEmpty()
              ? BundleFiles.read(FOLDER)
              : files(additions.firstKey(), additions.firstEntry().getValue());
      return stored(BundleArchive.pack(files), files.manifest().hash());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  StoredBundle stored(byte[] archive, String hash) {
    return flow.database.inTransaction(stores -> {
      Account author = stores.accounts().seen(AUTHOR.subject(), "author", Instant.now());
      return stores
          .policyBundles()
          .upload(new NewBundle("trial-1", "manifest", hash, archive), author, Instant.now());
    });
  }

  static BundleFiles files(String name, String text) throws IOException {
    BundleFiles installation = BundleFiles.read(FOLDER);
    var files = new TreeMap<String, byte[]>();
    for (String each : installation.names()) {
      files.put(each, installation.content(each).orElseThrow());
    }
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
    return BundleFiles.of(files);
  }

  @Override
  public void close() throws Exception {
    flow.close();
  }
}
