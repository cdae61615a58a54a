package dev.imprimatur.server.assembly;

import dev.imprimatur.contract.KeyFiles;
import dev.imprimatur.contract.MessageVerifier;
import dev.imprimatur.server.configuration.ServerConfiguration;
import dev.imprimatur.server.flow.GenerationFlow;
import dev.imprimatur.server.lab.Shadow;
import dev.imprimatur.server.messaging.Messaging;
import dev.imprimatur.server.model.ModelCatalogue;
import dev.imprimatur.server.policy.PolicyAdministration;
import dev.imprimatur.server.upload.UploadExpiry;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes all parts at the start, so that what is wrong shows at once, and lets messages flow. */
@ApplicationScoped
@ManagedExecutorDefinition(name = Startup.EXECUTOR, virtual = true)
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class Startup {
  /** Runs what waits much: watchers of generations and readers of the broker's queues. */
  public static final String EXECUTOR = "java:app/concurrent/waiting";

  private static final Logger log = LoggerFactory.getLogger(Startup.class);

  @Inject private ServerConfiguration configuration;
  @Inject private ModelCatalogue models;
  @Inject private ServerKeys keys;
  @Inject private Messaging messaging;
  @Inject private GenerationFlow flow;
  @Inject private PolicyAdministration policies;
  @Inject private Shadow shadow;
  @Inject private UploadExpiry uploads;

  @Resource(lookup = EXECUTOR)
  private ManagedExecutorService executor;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) throws IOException {
    List<PublicKey> workers = workerKeys();
    policies.watch().start();
    executor.execute(policies.watch());
    executor.execute(shadow);
    executor.execute(uploads);
    messaging.start(
        executor,
        new MessageVerifier(workers),
        new MessageVerifier(List.of(keys.keys().getPublic())),
        flow);
    log.info(
        "{} started under {} with {} models, trusting {} workers",
        configuration,
        policies.active().get().version(),
        models.all().size(),
        workers.size());
  }

  private List<PublicKey> workerKeys() throws IOException {
    var found = new ArrayList<PublicKey>();
    try (Stream<Path> files = Files.list(configuration.workerKeys())) {
      for (Path file : files.filter(each -> each.toString().endsWith(".pub")).sorted().toList()) {
        found.add(KeyFiles.publicKey(file));
      }
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no worker's public key in " + configuration.workerKeys());
    }
    return found;
  }
}
