package dev.imprimatur.stack.part;

import dev.imprimatur.stack.broker.BrokerProcess;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.installation.Secrets;
import dev.imprimatur.stack.process.ChildProcess;
import dev.imprimatur.stack.process.PartFailedException;
import dev.imprimatur.stack.process.Readiness;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The message broker. */
public final class BrokerPart extends ChildPart {
  /** This part's name. */
  public static final String NAME = "broker";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Secrets secrets;

  public BrokerPart(Installation installation, Ports ports, Secrets secrets) {
    super(NAME, ports.broker(), Set.of(), installation);
    this.secrets = secrets;
  }

  static String serverPassword(Secrets secrets) throws IOException {
    return secrets.password("broker-server");
  }

  static String workerPassword(Secrets secrets) throws IOException {
    return secrets.password("broker-worker");
  }

  @Override
  ChildProcess begin() throws IOException {
    return ChildProcess.start(
        List.of(
            java(),
            "-Xmx256m",
            "-cp",
            installation().stackLibraries() + "/*",
            BrokerProcess.class.getName()),
        Map.of(
            "IMPRIMATUR_BROKER_PORT", Integer.toString(port()),
            "IMPRIMATUR_BROKER_DATA", installation().data(name()).toString(),
            "IMPRIMATUR_BROKER_SERVER_PASSWORD", serverPassword(secrets),
            "IMPRIMATUR_BROKER_WORKER_PASSWORD", workerPassword(secrets)),
        installation().home(),
        installation().log(name()));
  }

  @Override
  void awaitReady(ChildProcess launched)
      throws IOException, InterruptedException, PartFailedException {
    Readiness.await(name(), launched, PATIENCE, () -> launched.hasWritten(BrokerProcess.READY));
  }
}
