package dev.imprimatur.stack.part;

import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.installation.Secrets;
import dev.imprimatur.stack.process.ChildProcess;
import dev.imprimatur.stack.process.PartFailedException;
import dev.imprimatur.stack.process.Readiness;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A worker, which draws. It gets its own key, the server's public one, and no database. */
public final class WorkerPart extends ChildPart {
  /** The worker's name and that of its key. */
  public static final String NAME = "worker-1";

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Ports ports;
  private final Secrets secrets;

  public WorkerPart(Installation installation, Ports ports, Secrets secrets) {
    super(NAME, 0, Set.of(BrokerPart.NAME), installation);
    this.ports = ports;
    this.secrets = secrets;
  }

  @Override
  ChildProcess begin() throws IOException {
    secrets.messageKey("server");
    return ChildProcess.start(
        WorkerProgram.command(
            installation(), "dev.imprimatur.worker.WorkerProcess", System.getenv()),
        environment(),
        installation().home(),
        installation().log(NAME));
  }

  private Map<String, String> environment() throws IOException {
    var environment = new HashMap<>(WorkerProgram.environment(System.getenv()));
    environment.put("IMPRIMATUR_BROKER_URL", ports.brokerUrl());
    environment.put("IMPRIMATUR_BROKER_USER", "worker");
    environment.put("IMPRIMATUR_BROKER_PASSWORD", BrokerPart.workerPassword(secrets));
    environment.put("IMPRIMATUR_WORKER_NAME", NAME);
    environment.put("IMPRIMATUR_WORKER_KEY", secrets.messageKey(NAME).toString());
    environment.put("IMPRIMATUR_SERVER_KEY", secrets.publicKey("server").toString());
    environment.put("IMPRIMATUR_MODELS", installation().models().toString());
    environment.put("IMPRIMATUR_ADDED_MODELS", installation().addedModels().toString());
    environment.put("IMPRIMATUR_WORKER_STATE", installation().data(NAME).toString());
    return environment;
  }

  @Override
  void awaitReady(ChildProcess launched)
      throws IOException, InterruptedException, PartFailedException {
    Readiness.await(name(), launched, PATIENCE, () -> launched.hasWritten("is ready for orders"));
  }
}
