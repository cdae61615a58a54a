package dev.imprimatur.server.flow;

import dev.imprimatur.contract.CheckOrder;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.ImageOrder;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.OwnCheckerOrder;
import dev.imprimatur.contract.WordWeight;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.bundle.SafetyCheckerRule;
import dev.imprimatur.policy.decision.Obligation;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.prompt.PromptWeight;
import dev.imprimatur.policy.rewriting.ImageRewrite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Turns permitted requests into signed orders. */
final class OrderSigning {
  /** How long an order may wait for a worker. */
  static final Duration LIFETIME = Duration.ofHours(1);

  private final MessageSigner signer;

  OrderSigning(MessageSigner signer) {
    this.signer = signer;
  }

  Signed sign(PermittedAgain permitted, Instant at) {
    GenerationRequest request = permitted.normalised().request();
    Settings settings = request.settings();
    List<ImageOrder> images =
        permitted.rewritten().rewriting().images().stream()
            .map(image -> image(permitted.normalised(), image))
            .toList();
    var order =
        new GenerationOrder(
            UUID.randomUUID(),
            request.model().id(),
            request.model().hash(),
            images,
            permitted.normalised().negativePrompt().text(),
            ordered(permitted.normalised().negativePrompt().weights()),
            request.start().map(StartPicture::order),
            settings.width(),
            settings.height(),
            settings.steps(),
            settings.guidanceScale(),
            settings.sampler(),
            true,
            checks(permitted),
            ownChecker(permitted),
            at,
            at.plus(LIFETIME));
    return new Signed(permitted, order, signer.sign(order));
  }

  private static ImageOrder image(Normalised normalised, ImageRewrite image) {
    return new ImageOrder(
        image.index(),
        image.prompt(),
        ordered(image.weights(normalised.prompt().weights())),
        normalised.request().settings().seed(image.index()));
  }

  private static List<WordWeight> ordered(List<PromptWeight> weights) {
    return weights.stream()
        .map(weight -> new WordWeight(weight.start(), weight.end(), weight.weight()))
        .toList();
  }

  private static List<CheckOrder> checks(PermittedAgain permitted) {
    PolicyBundle bundle = permitted.normalised().bundle();
    Optional<Tenant> tenant = permitted.normalised().request().caller().tenant();
    Map<String, Map<String, Double>> thresholds =
        stricter(permitted)
            ? bundle.stricterImageThresholds(tenant)
            : bundle.imageThresholds(tenant);
    return thresholds.entrySet().stream()
        .map(check -> new CheckOrder(check.getKey(), check.getValue()))
        .toList();
  }

  private static Optional<OwnCheckerOrder> ownChecker(PermittedAgain permitted) {
    SafetyCheckerRule rule = permitted.normalised().bundle().safetyChecker();
    return Optional.of(permitted.normalised().request().model().safetyChecker())
        .filter(hash -> !hash.isEmpty())
        .map(hash ->
            new OwnCheckerOrder(hash, rule.adjustment(stricter(permitted)), rule.quarantine()));
  }

  private static boolean stricter(PermittedAgain permitted) {
    return permitted.obligations().stream()
        .anyMatch(obligation -> obligation.kind() == Obligation.Kind.STRICTER_IMAGES);
  }
}
