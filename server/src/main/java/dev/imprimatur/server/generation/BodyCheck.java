package dev.imprimatur.server.generation;

import dev.imprimatur.contract.ImageOrder;
import dev.imprimatur.contract.Sampler;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.preset.Preset;
import dev.imprimatur.server.flow.GenerationRequest;
import dev.imprimatur.server.flow.Settings;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.model.ModelCard;
import dev.imprimatur.server.model.ModelCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at every field of a body and fills what was left open. */
public final class BodyCheck {
  /** UTF-16 units; the limit of OpenAI's interface. */
  static final int MAXIMUM_PROMPT = 32_000;

  private static final int MAXIMUM_JUSTIFICATION = 1_000;
  private static final double MAXIMUM_GUIDANCE = 30;
  private static final int MAXIMUM_COUNT = 10;

  /** Seeds that are drawn have so many values, which people can still type again. */
  private static final long DRAWN_SEEDS = 1L << 32;

  private final ModelCatalogue models;
  private final Supplier<PolicyBundle> bundles;
  private final RandomGenerator random;

  /**
   * @param bundles gives the policy bundle that is in force, which offers presets
   */
  public BodyCheck(ModelCatalogue models, Supplier<PolicyBundle> bundles, RandomGenerator random) {
    this.models = models;
    this.bundles = bundles;
    this.random = random;
  }

  /** Checks a body that this caller sent. */
  public Checked check(Caller caller, GenerationBody body) {
    var fields = new Fields();
    String model = fields.text("model", body.model(), 1, 100);
    String prompt = fields.text("prompt", body.prompt(), 1, MAXIMUM_PROMPT);
    String negative = fields.text("negativePrompt", body.negativePrompt(), 0, MAXIMUM_PROMPT);
    String justification =
        fields.text("justification", body.justification(), 0, MAXIMUM_JUSTIFICATION);
    RewritingChoice choice = fields.choice(body.rewriting());
    Optional<Preset> preset = fields.preset(body.preset(), bundles.get());
    Optional<ModelCard> card = models.find(model);
    if (card.isEmpty()) {
      return fields.errors.isEmpty()
          ? new Checked.UnknownModel(model)
          : new Checked.Invalid(fields.errors);
    }
    Settings settings = settings(fields, body, card.get(), preset);
    return fields.errors.isEmpty()
        ? new Checked.Valid(
            new GenerationRequest(
                caller,
                card.get(),
                preset.map(found -> found.prompt(prompt)).orElse(prompt),
                preset.map(found -> found.negativePrompt(negative)).orElse(negative),
                preset.map(Preset::id),
                settings,
                choice,
                Optional.of(justification).filter(text -> !text.isBlank())))
        : new Checked.Invalid(fields.errors);
  }

  private Settings settings(
      Fields fields, GenerationBody body, ModelCard card, Optional<Preset> preset) {
    ModelCard.Defaults defaults =
        preset.map(Preset::requested).map(card.defaults()::with).orElse(card.defaults());
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

  private static final class Fields {
    private final List<FieldError> errors = new ArrayList<>();

    private void refuse(String field, String rule) {
      errors.add(new FieldError(field, rule));
    }

    private String text(String field, @Nullable String value, int minimum, int maximum) {
      String text = value == null ? "" : value;
      if (minimum > 0 && text.isBlank()) {
        refuse(field, "must not be empty");
      } else if (text.length() > maximum) {
        refuse(field, "must have at most %,d characters".formatted(maximum));
      } else if (text.chars().anyMatch(BodyCheck::isBinary)) {
        refuse(field, "must be text, without control characters");
      }
      return text;
    }

    private int whole(
        String field, @Nullable Integer value, int otherwise, int minimum, int maximum) {
      int number = value == null ? otherwise : value;
      if (number < minimum || number > maximum) {
        refuse(field, "must be from %,d to %,d".formatted(minimum, maximum));
      }
      return number;
    }

    private int size(
        String field, @Nullable Integer value, int otherwise, ModelCard.Limits limits) {
      int size = whole(field, value, otherwise, limits.minimumSize(), limits.maximumSize());
      if (size % 8 != 0) {
        refuse(field, "must be a multiple of 8");
      }
      return size;
    }

    private double guidance(@Nullable Double value, double otherwise) {
      double scale = value == null ? otherwise : value;
      if (!(scale >= 0 && scale <= MAXIMUM_GUIDANCE)) {
        refuse("guidanceScale", "must be from 0 to 30");
      }
      return scale;
    }

    private Sampler sampler(@Nullable String value, String otherwise) {
      Optional<Sampler> sampler = Sampler.named(value == null ? otherwise : value);
      if (sampler.isEmpty()) {
        refuse("sampler", "must be one of " + Sampler.names());
      }
      return sampler.orElse(Sampler.DDIM);
    }

    private long seed(@Nullable Long value, long otherwise) {
      long seed = value == null ? otherwise : value;
      if (seed < 0 || seed > ImageOrder.MAXIMUM_SEED) {
        refuse("seed", "must be from 0 to %d".formatted(ImageOrder.MAXIMUM_SEED));
      }
      return seed;
    }

    private Optional<Preset> preset(@Nullable String id, PolicyBundle bundle) {
      if (id == null) {
        return Optional.empty();
      }
      Optional<Preset> preset = bundle.preset(id);
      if (preset.isEmpty()) {
        refuse(
            "preset",
            "must be one of "
                + bundle.contents().presets().stream()
                    .map(Preset::id)
                    .collect(Collectors.joining(", ")));
      }
      return preset;
    }

    private RewritingChoice choice(@Nullable String value) {
      return switch (value == null ? "accept" : value) {
        case "accept" -> RewritingChoice.ACCEPT;
        case "decline" -> RewritingChoice.DECLINE;
        default -> {
          refuse("rewriting", "must be accept or decline");
          yield RewritingChoice.ACCEPT;
        }
      };
    }
  }

  private static boolean isBinary(int character) {
    return Character.isISOControl(character)
        && character != '\n'
        && character != '\r'
        && character != '\t';
  }
}
