package dev.imprimatur.server.policy;

import dev.imprimatur.db.Database;
import dev.imprimatur.db.log.VerifierKey;
import dev.imprimatur.policy.release.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything by which bundles come in force.
 *
 * @param active the bundle in force
 * @param lifecycle until a bundle is a version
 * @param activation until a version is in force
 * @param watch puts versions in force when their time has come
 * @param persons who is protected, and changes of that
 * @param views what is to be seen of all this
 */
public record PolicyAdministration(
    ActiveBundle active,
    BundleLifecycle lifecycle,
    BundleActivation activation,
    ActivationWatch watch,
    PersonRegistry persons,
    PolicyViews views) {

  /**
   * The administration over what it stands on.
   *
   * @param active begins with the bundle of the installation's folder
   * @param key signs versions; only those it signed are ever put in force
   * @param log the key of the log, in which each activation must stand
   * @param licences gives the ids of those that the installation's models are used under now
   * @param installation the folder of the bundle that needs no database
   */
  public static PolicyAdministration of(
      Database database,
      ActiveBundle active,
      SigningKey key,
      VerifierKey log,
      Supplier<List<String>> licences,
      Path installation,
      Clock clock) {
    var judge = new BundleJudge(licences);
    var releases = new Releases(database, key, log, judge, installation);
    var watch = new ActivationWatch(database, releases, active, clock);
    var lifecycle = new BundleLifecycle(database, judge, key, clock);
    return new PolicyAdministration(
        active,
        lifecycle,
        new BundleActivation(database, releases, watch, clock),
        watch,
        new PersonRegistry(active, lifecycle),
        new PolicyViews(database, active, lifecycle, key, clock));
  }
}
