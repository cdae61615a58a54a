package dev.imprimatur.server.generation;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.preset.Preset;
import dev.imprimatur.server.flow.GenerationRequest;
import dev.imprimatur.server.flow.Settings;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.model.ModelCard;
import dev.imprimatur.server.model.ModelCatalogue;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Looks at every field of a body and fills what was left open. */
public final class BodyCheck {
  /** UTF-16 units; the limit of OpenAI's interface. */
  static final int MAXIMUM_PROMPT = 32_000;

  private static final int MAXIMUM_JUSTIFICATION = 1_000;
  private static final int MAXIMUM_COUNT = 10;

  /** Seeds that are drawn have so many values, which people can still type again. */
  private static final long DRAWN_SEEDS = 1L << 32;

  private final ModelCatalogue models;
  private final Supplier<PolicyBundle> bundles;
  private final StartPictures starts;
  private final RandomGenerator random;

  /**
   * @param bundles gives the policy bundle that is in force, which offers presets
   */
  public BodyCheck(
      ModelCatalogue models,
      Supplier<PolicyBundle> bundles,
      StartPictures starts,
      RandomGenerator random) {
    this.models = models;
    this.bundles = bundles;
    this.starts = starts;
    this.random = random;
  }

  /** Checks a body that this caller sent. */
  public Checked check(Caller caller, GenerationBody body) {
    var fields = new BodyFields();
    String model = fields.text("model", body.model(), 1, 100);
    String prompt = fields.text("prompt", body.prompt(), 1, MAXIMUM_PROMPT);
    String negative = fields.text("negativePrompt", body.negativePrompt(), 0, MAXIMUM_PROMPT);
    String justification =
        fields.text("justification", body.justification(), 0, MAXIMUM_JUSTIFICATION);
    RewritingChoice choice = fields.choice(body.rewriting());
    PolicyBundle bundle = bundles.get();
    Optional<Preset> preset = fields.preset(body.preset(), bundle);
    boolean weights = fields.weights(body.weights());
    String asked = preset.map(found -> found.prompt(prompt)).orElse(prompt);
    String avoided = preset.map(found -> found.negativePrompt(negative)).orElse(negative);
    fields.requireWeights("prompt", asked, weights);
    fields.requireWeights("negativePrompt", avoided, weights);
    Optional<ModelCard> card = models.find(model);
    if (card.isEmpty()) {
      return fields.errors().isEmpty()
          ? new Checked.UnknownModel(model)
          : new Checked.Invalid(fields.errors());
    }
    var startFields = new StartFields(fields, starts, caller);
    Optional<FoundStart> start = startFields.find(body.start(), bundle);
    Settings settings = settings(fields, body, defaults(card.get(), preset, start), card.get());
    start.ifPresent(picture -> startFields.requireFit(settings, picture));
    return fields.errors().isEmpty()
        ? new Checked.Valid(
            new GenerationRequest(
                caller,
                card.get(),
                asked,
                avoided,
                preset.map(Preset::id),
                weights,
                start.map(picture -> picture.fitted(settings)),
                settings,
                choice,
                Optional.of(justification).filter(text -> !text.isBlank())))
        : new Checked.Invalid(fields.errors());
  }

  /** A preset's settings go before the model's, the size of what is started from before both. */
  private static ModelCard.Defaults defaults(
      ModelCard card, Optional<Preset> preset, Optional<FoundStart> start) {
    ModelCard.Defaults defaults =
        preset.map(Preset::requested).map(card.defaults()::with).orElse(card.defaults());
    return start.map(picture -> picture.sized(defaults, card.limits())).orElse(defaults);
  }

  private Settings settings(
      BodyFields fields, GenerationBody body, ModelCard.Defaults defaults, ModelCard card) {
    ModelCard.Limits limits = card.limits();
    return new Settings(
        fields.size("width", body.width(), defaults.width(), limits),
        fields.size("height", body.height(), defaults.height(), limits),
        fields.whole("steps", body.steps(), defaults.steps(), 1, limits.maximumSteps()),
        fields.guidance(body.guidanceScale(), defaults.guidanceScale()),
        fields.sampler(body.sampler(), defaults.sampler()),
        fields.seed(body.seed(), random.nextLong(DRAWN_SEEDS)),
        fields.whole("count", body.count(), 1, 1, MAXIMUM_COUNT));
  }
}
