package dev.imprimatur.server.flow;

import dev.imprimatur.contract.CheckReport;
import dev.imprimatur.contract.DrawnImage;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.MessageVerifier;
import dev.imprimatur.contract.OwnCheckerReport;
import dev.imprimatur.contract.RunTrace;
import dev.imprimatur.contract.Sampler;
import dev.imprimatur.contract.SignedMessage;
import dev.imprimatur.contract.Verification;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.TestDatabase;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.generation.OutgoingOrder;
import dev.imprimatur.db.licence.Agreement;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.provenance.PixelHash;
import dev.imprimatur.server.configuration.ServerConfiguration;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.model.ModelCard;
import dev.imprimatur.server.model.ModelCatalogue;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;

/** The flow on a real database and the real policy bundle; the test plays the worker. */
public final class FlowFixture implements AutoCloseable {
  public static final Map<String, Double> HARMLESS =
      Map.of("drawing", 0.9, "hentai", 0.01, "neutral", 0.05, "porn", 0.02, "sexy", 0.02);

  public final TestDatabase database = new TestDatabase();
  final List<GenerationState> moves = new ArrayList<>();
  public final PolicyBundle bundle;
  public final ModelCard model =
      ModelCatalogue.read(Path.of("../pipeline/models"), Optional.empty(), licence -> true)
          .find("cartoon")
          .orElseThrow();
  public final GenerationFlow flow;
  Optional<String> missing = Optional.empty();
  private final MessageVerifier ourselves;

  /** Is told of decisions; a test may put another here. */
  public DecisionListener decisions = decision -> {};

  public FlowFixture() throws Exception {
    this(PolicyBundle.load(Path.of("../policies/default")));
  }

  FlowFixture(PolicyBundle bundle) throws Exception {
    this.bundle = bundle;
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    ourselves = new MessageVerifier(List.of(keys.getPublic()));
    GenerationListener listener = (id, state) -> moves.add(state);
    flow =
        GenerationFlow.of(
            new ServerConfiguration.Limits(3, 5),
            database,
            () -> bundle,
            new MessageSigner(keys),
            database.signer.name(),
            card -> missing,
            listener,
            decision -> decisions.decided(decision),
            Clock.systemUTC());
  }

  Caller caller(String name) {
    return new Caller("subject of " + name, name, Set.of("portal-user"));
  }

  /** A caller that has accepted the licence. */
  public Caller licensed(String name) {
    return licensed(caller(name));
  }

  /** A caller of that tenant that has accepted the licence. */
  public Caller licensed(String name, String tenant) {
    Caller caller = caller(name);
    return licensed(
        new Caller(caller.subject(), name, caller.roles(), Optional.of(new Tenant(tenant))));
  }

  private Caller licensed(Caller caller) {
    accept(caller, agreement());
    return caller;
  }

  /** What a caller must have agreed to. */
  Agreement agreement() {
    Licence licence = bundle.licence(model.licence()).orElseThrow();
    return new Agreement(model.id(), licence.id(), licence.version(), licence.sha256());
  }

  void accept(Caller caller, Agreement agreement) {
    database.inTransaction(stores ->
        stores.acceptances().accept(account(stores, caller), agreement, List.of(), Instant.now()));
  }

  public void withdraw(Caller caller) {
    database.inTransaction(stores ->
        stores
            .acceptances()
            .withdraw(account(stores, caller), model.id(), model.licence(), Instant.now()));
  }

  private static Account account(Stores stores, Caller caller) {
    return stores.accounts().seen(caller.subject(), caller.userName(), Instant.now());
  }

  public GenerationRequest request(Caller caller, String prompt) {
    return new GenerationRequest(
        caller,
        model,
        prompt,
        "",
        Optional.empty(),
        true,
        Optional.empty(),
        new Settings(128, 128, 2, 5, Sampler.DDIM, 7, 1),
        RewritingChoice.ACCEPT,
        Optional.empty());
  }

  /** Submits a request that is expected to be queued. */
  public UUID queued(Caller caller, String prompt) {
    return ((Submission.Queued) flow.submit(request(caller, prompt))).id();
  }

  /** The order that is waiting to be sent for this generation. */
  GenerationOrder order(UUID id) {
    OutgoingOrder waiting =
        database.inTransaction(stores ->
            stores.outbox().unsent(100).stream()
                .filter(order -> order.generationId().equals(id))
                .findFirst()
                .orElseThrow());
    Verification<GenerationOrder> verified =
        ourselves.order(new SignedMessage(waiting.keyId(), waiting.payload(), waiting.signature()));
    return ((Verification.Genuine<GenerationOrder>) verified).message();
  }

  /** A worker's answer with one grey picture that has these scores. */
  public GenerationResult answer(UUID id, Map<String, Double> scores, boolean flagged) {
    return answer(id, scores, flagged, Optional.empty());
  }

  GenerationResult answer(
      UUID id, Map<String, Double> scores, boolean flagged, Optional<OwnCheckerReport> checker) {
    byte[] png = png(128, 128);
    return answer(
        id,
        new GenerationOutcome.Drawn(
            List.of(new DrawnImage(0, png, hash(png), List.of(report(scores, flagged)), checker)),
            trace(model.hash()),
            List.of(),
            Optional.empty()));
  }

  GenerationResult answer(UUID id, GenerationOutcome outcome) {
    return new GenerationResult(
        id, generation(id).orderHash().orElseThrow(), "worker-1", Instant.now(), outcome);
  }

  static CheckReport report(Map<String, Double> scores, boolean flagged) {
    return new CheckReport("nsfw", "1", "a".repeat(64), scores, flagged);
  }

  static RunTrace trace(String modelHash) {
    return new RunTrace(modelHash, "test", "cpu", Map.of(), List.of());
  }

  public Generation generation(UUID id) {
    return database.inTransaction(stores -> stores.generations().find(id)).orElseThrow();
  }

  Optional<byte[]> image(UUID id) {
    return database.inTransaction(stores -> stores.generations().releasedImage(id, 0));
  }

  static byte[] png(int width, int height) {
    try {
      var bytes = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hash(byte[] png) {
    try {
      return PixelHash.ofPng(png);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws Exception {
    database.close();
  }
}
