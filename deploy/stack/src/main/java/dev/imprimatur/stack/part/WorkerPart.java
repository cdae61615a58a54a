package dev.imprimatur.stack.part;

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

/** A worker, which draws. It gets its own key, the server's public one, and no database. */
public final class WorkerPart extends ChildPart {
  /** The worker's name and that of its key. */
  public static final String NAME = "worker-1";

  private static final String DEVICE = "IMPRIMATUR_DEVICE";
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
        List.of(
            java(),
            "-Xmx768m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            installation().workerLibraries() + "/*",
            "dev.imprimatur.worker.WorkerProcess"),
        Map.ofEntries(
            Map.entry("IMPRIMATUR_BROKER_URL", ports.brokerUrl()),
            Map.entry("IMPRIMATUR_BROKER_USER", "worker"),
            Map.entry("IMPRIMATUR_BROKER_PASSWORD", BrokerPart.workerPassword(secrets)),
            Map.entry("IMPRIMATUR_WORKER_NAME", NAME),
            Map.entry("IMPRIMATUR_WORKER_KEY", secrets.messageKey(NAME).toString()),
            Map.entry("IMPRIMATUR_SERVER_KEY", secrets.publicKey("server").toString()),
            Map.entry("IMPRIMATUR_MODELS", installation().models().toString()),
            Map.entry("IMPRIMATUR_WORKER_STATE", installation().data(NAME).toString()),
            Map.entry(DEVICE, System.getenv().getOrDefault(DEVICE, "cpu")),
            // Threads that spin for long while they wait for each other make a picture take fifteen
            // times as long beside one busy program; threads that never spin, a quarter longer.
            Map.entry("GOMP_SPINCOUNT", "1000"),
            // The engine's exponential for wider registers is slower: 4.1 s a picture, not 2.9 s.
            Map.entry("ATEN_CPU_CAPABILITY", "avx2")),
        installation().home(),
        installation().log(NAME));
  }

  @Override
  void awaitReady(ChildProcess launched)
      throws IOException, InterruptedException, PartFailedException {
    Readiness.await(name(), launched, PATIENCE, () -> launched.hasWritten("is ready for orders"));
  }
}
