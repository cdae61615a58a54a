package dev.imprimatur.server.policy;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Bundles to be asked without effect, whether they are in force or not. A few are kept ready. */
public final class BundleShelf {
  private static final int READY = 4;

  private final Database database;
  private final ActiveBundle active;
  private final BundleLifecycle lifecycle;
  private final Map<String, PolicyBundle> ready = new LinkedHashMap<>(READY, 0.75f, true);

  BundleShelf(Database database, ActiveBundle active, BundleLifecycle lifecycle) {
    this.database = database;
    this.active = active;
    this.lifecycle = lifecycle;
  }

  /** The bundle of that id, without its files. */
  public Optional<StoredBundle> find(UUID id) {
    return database.inTransaction(stores -> stores.policyBundles().find(id));
  }

  /**
   * A bundle that can be asked.
   *
   * @throws IllegalStateException if its files have changed or can no longer be used
   */
  public synchronized PolicyBundle open(StoredBundle bundle) {
    // A draft that has become a version decides under the version's number.
    String key = bundle.id() + " " + bundle.number();
    PolicyBundle opened = ready.computeIfAbsent(key, ignored -> checked(bundle));
    if (ready.size() > READY) {
      ready.remove(ready.keySet().iterator().next());
    }
    return opened;
  }

  /** The bundle with that manifest, if this installation still has it. */
  public Optional<PolicyBundle> ofManifest(String hash) {
    return Stream.of(active.get(), active.installation())
        .filter(bundle -> bundle.hash().equals(hash))
        .findFirst()
        .or(() ->
            database
                .<Optional<StoredBundle>>inTransaction(
                    stores -> stores.policyBundles().versionOf(hash))
                .map(this::open));
  }

  private PolicyBundle checked(StoredBundle bundle) {
    try {
      return bundle.number().isPresent()
          ? PolicyBundle.check(lifecycle.files(bundle), bundle.number().getAsInt())
          : PolicyBundle.check(lifecycle.files(bundle));
    } catch (InvalidBundleException e) {
      throw new IllegalStateException("bundle " + bundle.id() + " can no longer be used", e);
    }
  }
}
