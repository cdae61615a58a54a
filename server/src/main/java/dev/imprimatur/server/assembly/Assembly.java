package dev.imprimatur.server.assembly;

import dev.imprimatur.contract.KeyFiles;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.log.LogSigner;
import dev.imprimatur.db.vault.MasterKey;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.release.SigningKey;
import dev.imprimatur.server.configuration.ServerConfiguration;
import dev.imprimatur.server.flow.GenerationFlow;
import dev.imprimatur.server.generation.BodyCheck;
import dev.imprimatur.server.generation.EventStream;
import dev.imprimatur.server.generation.OwnGenerations;
import dev.imprimatur.server.generation.ProgressFeed;
import dev.imprimatur.server.generation.StartPictures;
import dev.imprimatur.server.lab.Shadow;
import dev.imprimatur.server.licence.CurrentCoverage;
import dev.imprimatur.server.messaging.Messaging;
import dev.imprimatur.server.messaging.Workforce;
import dev.imprimatur.server.model.AdmissionRecords;
import dev.imprimatur.server.model.ModelCard;
import dev.imprimatur.server.model.ModelCatalogue;
import dev.imprimatur.server.openai.ImageAnswers;
import dev.imprimatur.server.policy.ActiveBundle;
import dev.imprimatur.server.policy.PolicyAdministration;
import dev.imprimatur.server.upload.OwnUploads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every long-lived part once, when it is first needed. A part that cannot be made stops the
 * start with its own message.
 */
@ApplicationScoped
public class Assembly {
  private static final Logger log = LoggerFactory.getLogger(Assembly.class);

  /** The launcher shows the last errors of a server that does not start. */
  private static final int DEFECTS_TOLD = 3;

  @Produces
  @Singleton
  ServerConfiguration configuration() {
    return ServerConfiguration.from(System.getenv());
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  LogSigner logSigner(ServerConfiguration configuration) throws IOException {
    return LogSigner.read(configuration.logKey(), configuration.logVerifier());
  }

  @Produces
  @Singleton
  MasterKey masterKey(ServerConfiguration configuration) throws IOException {
    return MasterKey.read(configuration.masterKey());
  }

  @Produces
  @Singleton
  ServerKeys serverKeys(ServerConfiguration configuration) throws IOException {
    KeyPair keys = KeyFiles.keyPair(configuration.serverKey());
    return new ServerKeys(keys, new MessageSigner(keys));
  }

  @Produces
  @Singleton
  ActiveBundle activeBundle(ServerConfiguration configuration) throws InvalidBundleException {
    try {
      return new ActiveBundle(PolicyBundle.load(configuration.policies()));
    } catch (InvalidBundleException e) {
      // The container tells nothing but that something could not be created.
      e.defects().stream()
          .limit(DEFECTS_TOLD)
          .forEach(defect -> log.error("The policies in {}: {}", configuration.policies(), defect));
      throw e;
    }
  }

  @Produces
  @Singleton
  PolicyAdministration policies(
      ServerConfiguration configuration,
      Database database,
      ActiveBundle active,
      LogSigner log,
      ModelCatalogue models,
      Clock clock)
      throws IOException {
    return PolicyAdministration.of(
        database,
        active,
        new SigningKey(KeyFiles.keyPair(configuration.policyKey())),
        log.verifierKey(),
        () -> models.all().stream().map(ModelCard::licence).toList(),
        configuration.policies(),
        clock);
  }

  void stop(@Disposes PolicyAdministration policies) {
    policies.watch().close();
  }

  @Produces
  @Singleton
  ModelCatalogue models(ServerConfiguration configuration, ActiveBundle bundle) throws IOException {
    return ModelCatalogue.read(
        configuration.models(),
        configuration.addedModels(),
        licence -> bundle.get().licence(licence).isPresent());
  }

  @Produces
  @Singleton
  AdmissionRecords admissions(ServerConfiguration configuration) {
    return new AdmissionRecords(configuration.admissions());
  }

  @Produces
  @Singleton
  CurrentCoverage coverage(ActiveBundle bundle) {
    return new CurrentCoverage(bundle);
  }

  @Produces
  @Singleton
  ProgressFeed progressFeed() {
    return new ProgressFeed();
  }

  @Produces
  @Singleton
  Messaging messaging(
      ServerConfiguration configuration,
      Database database,
      ServerKeys keys,
      ProgressFeed feed,
      Clock clock) {
    return new Messaging(configuration, database, keys.signer(), feed, clock);
  }

  void stop(@Disposes Messaging messaging) {
    messaging.close();
  }

  @Produces
  @Singleton
  Workforce workforce(Messaging messaging) {
    return messaging.workforce();
  }

  @Produces
  @Singleton
  GenerationFlow generationFlow(
      ServerConfiguration configuration,
      Database database,
      ActiveBundle bundle,
      ServerKeys keys,
      LogSigner log,
      Messaging messaging,
      Shadow shadow,
      Clock clock) {
    return GenerationFlow.of(
        configuration.limits(),
        database,
        bundle,
        keys.signer(),
        log.name(),
        messaging.workforce(),
        messaging,
        shadow,
        clock);
  }

  @Produces
  @Singleton
  BodyCheck bodyCheck(
      ModelCatalogue models, ActiveBundle bundle, OwnGenerations generations, OwnUploads uploads) {
    return new BodyCheck(
        models, bundle, new StartPictures(generations, uploads), new SecureRandom());
  }

  @Produces
  @Singleton
  OwnGenerations ownGenerations(Database database, Clock clock) {
    return new OwnGenerations(database, clock);
  }

  @Produces
  @Singleton
  EventStream eventStream(OwnGenerations generations, ProgressFeed feed) {
    return new EventStream(generations, feed);
  }

  @Produces
  @Singleton
  ImageAnswers imageAnswers(
      ServerConfiguration configuration,
      OwnGenerations generations,
      ProgressFeed feed,
      Clock clock) {
    return new ImageAnswers(generations, feed, configuration.publicUrl(), clock);
  }
}
