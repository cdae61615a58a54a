package dev.imprimatur.server.flow;

import dev.imprimatur.contract.CheckOrder;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.ImageOrder;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.Obligation;
import dev.imprimatur.policy.decision.Tenant;
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
            .map(image -> image(settings, image))
            .toList();
    var order =
        new GenerationOrder(
            UUID.randomUUID(),
            request.model().id(),
            request.model().hash(),
            images,
            permitted.normalised().negativePrompt().text(),
            settings.width(),
            settings.height(),
            settings.steps(),
            settings.guidanceScale(),
            settings.sampler(),
            true,
            checks(permitted),
            at,
            at.plus(LIFETIME));
    return new Signed(permitted, order, signer.sign(order));
  }

  private static ImageOrder image(Settings settings, ImageRewrite image) {
    return new ImageOrder(image.index(), image.prompt(), settings.seed(image.index()));
  }

  private static List<CheckOrder> checks(PermittedAgain permitted) {
    PolicyBundle bundle = permitted.normalised().bundle();
    boolean stricter =
        permitted.obligations().stream()
            .anyMatch(obligation -> obligation.kind() == Obligation.Kind.STRICTER_IMAGES);
    Optional<Tenant> tenant = permitted.normalised().request().caller().tenant();
    Map<String, Map<String, Double>> thresholds =
        stricter ? bundle.stricterImageThresholds(tenant) : bundle.imageThresholds(tenant);
    return thresholds.entrySet().stream()
        .map(check -> new CheckOrder(check.getKey(), check.getValue()))
        .toList();
  }
}
