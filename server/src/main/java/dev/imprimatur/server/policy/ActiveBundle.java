package dev.imprimatur.server.policy;

import dev.imprimatur.db.policy.Activation;
import dev.imprimatur.policy.bundle.PolicyBundle;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The bundle in force. It is replaced in one step; who has taken the one before keeps it, so that a
 * request is decided by one bundle from its beginning to its end.
 */
public final class ActiveBundle implements Supplier<PolicyBundle> {
  private final PolicyBundle installation;
  private volatile InForce inForce;

  /** Begins with the bundle of the installation's folder. */
  public ActiveBundle(PolicyBundle installation) {
    this.installation = installation;
    this.inForce = new InForce(installation, Optional.empty());
  }

  /** The bundle in force now. */
  @Override
  public PolicyBundle get() {
    return inForce.bundle;
  }

  /** The bundle of the installation's folder, as it was at the start. */
  PolicyBundle installation() {
    return installation;
  }

  /** By which activation it is in force; by none until there is one. */
  Optional<Activation> activation() {
    return inForce.activation;
  }

  void replace(PolicyBundle bundle, Activation activation) {
    inForce = new InForce(bundle, Optional.of(activation));
  }

  private record InForce(PolicyBundle bundle, Optional<Activation> activation) {}
}
