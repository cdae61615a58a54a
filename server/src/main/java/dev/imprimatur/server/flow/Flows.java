package dev.imprimatur.server.flow;

import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.db.Database;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.server.configuration.ServerConfiguration;
import dev.imprimatur.server.model.Availability;
import java.time.Clock;

/** Makes the two halves of the story from what they stand on. */
public final class Flows {
  private Flows() {}

  /** The half from the request to the queue. */
  public static GenerationFlow generation(
      ServerConfiguration configuration,
      Database database,
      PolicyBundle bundle,
      MessageSigner signer,
      Availability availability,
      GenerationListener listener,
      Clock clock) {
    return new GenerationFlow(
        database,
        bundle,
        new OrderSigning(bundle, signer),
        new Capacity(configuration.openPerAccount(), configuration.openInAll()),
        availability,
        listener,
        clock);
  }

  /** The half from the worker's answer to the record. */
  public static ConclusionFlow conclusion(
      Database database, String logOrigin, GenerationListener listener, Clock clock) {
    return new ConclusionFlow(database, logOrigin, listener, clock);
  }
}
