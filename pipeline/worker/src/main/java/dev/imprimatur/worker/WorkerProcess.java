package dev.imprimatur.worker;

import dev.imprimatur.contract.Heartbeat;
import dev.imprimatur.contract.KeyFiles;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.MessageVerifier;
import dev.imprimatur.diffusion.checkpoint.HashCache;
import dev.imprimatur.image.ImageCheck;
import dev.imprimatur.image.ImageChecks;
import dev.imprimatur.worker.shelf.ModelShelf;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a worker from its environment and runs it until it is told to stop. */
public final class WorkerProcess {
  private static final Logger log = LoggerFactory.getLogger(WorkerProcess.class);

  private WorkerProcess() {}

  /** Takes no arguments; {@link WorkerConfiguration} says which environment variables it reads. */
  public static void main(String[] arguments) throws IOException {
    WorkerConfiguration configuration;
    try {
      configuration = WorkerConfiguration.from(System.getenv());
    } catch (IllegalArgumentException e) {
      System.err.println("The worker cannot start: " + e.getMessage());
      System.exit(2);
      return;
    }
    run(configuration);
  }

  private static void run(WorkerConfiguration configuration) throws IOException {
    log.info("Starting {}", configuration);
    Clock clock = Clock.systemUTC();
    try (ModelShelf shelf =
            ModelShelf.open(
                configuration.models(),
                configuration.addedModels(),
                configuration.options(),
                configuration.openModels(),
                HashCache.at(configuration.state().resolve("checkpoint-hashes")));
        ImageChecks checks = ImageChecks.load();
        ReplayLedger ledger = ReplayLedger.open(configuration.state(), clock);
        InspectionThreads inspecting = InspectionThreads.beside(configuration.options().device())) {
      shelf.watch();
      OrderLoop loop = loop(configuration, shelf, checks.all(), ledger, inspecting, clock);
      Runtime.getRuntime().addShutdownHook(new Thread(loop::close, "stop"));
      loop.run();
    }
  }

  static OrderLoop loop(
      WorkerConfiguration configuration,
      ModelShelf shelf,
      List<ImageCheck> checks,
      ReplayLedger ledger,
      InspectionThreads inspecting,
      Clock clock)
      throws IOException {
    var server = new MessageVerifier(List.of(KeyFiles.publicKey(configuration.serverKey())));
    var cancellations = new Cancellations();
    var gate =
        new OrderGate(
            server,
            ledger,
            shelf::hashes,
            checks.stream().map(ImageCheck::name).collect(Collectors.toSet()),
            clock);
    var drawing = new OrderDrawing(shelf, new PictureInspection(checks), cancellations, inspecting);
    return new OrderLoop(
        BrokerAddress.connectionFactory(configuration),
        new MessageSigner(KeyFiles.keyPair(configuration.privateKey())),
        server,
        new OrderDesk(configuration.name(), gate, drawing, ledger, clock),
        cancellations,
        () -> heartbeat(configuration, shelf.hashes(), checks, clock),
        configuration.options().maximumBatch());
  }

  private static Heartbeat heartbeat(
      WorkerConfiguration configuration,
      Map<String, String> models,
      List<ImageCheck> checks,
      Clock clock) {
    return new Heartbeat(
        configuration.name(),
        clock.instant(),
        configuration.device(),
        models.entrySet().stream()
            .map(entry -> new Heartbeat.HeldModel(entry.getKey(), entry.getValue()))
            .toList(),
        checks.stream()
            .map(check ->
                new Heartbeat.HeldCheck(check.name(), check.version(), check.weightsHash()))
            .toList());
  }
}
