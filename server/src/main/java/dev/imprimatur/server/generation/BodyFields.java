package dev.imprimatur.server.generation;

import dev.imprimatur.contract.ImageOrder;
import dev.imprimatur.contract.Sampler;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.preset.Preset;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.prompt.WeightedReading;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.model.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a body, each with its rule; what breaks one is remembered. */
final class BodyFields {
  private static final PromptNormaliser NORMALISER = new PromptNormaliser();
  private static final double MAXIMUM_GUIDANCE = 30;

  private final List<FieldError> errors = new ArrayList<>();

  List<FieldError> errors() {
    return errors;
  }

  void refuse(String field, String rule) {
    errors.add(new FieldError(field, rule));
  }

  String text(String field, @Nullable String value, int minimum, int maximum) {
    String text = value == null ? "" : value;
    if (minimum > 0 && text.isBlank()) {
      refuse(field, "must not be empty");
    } else if (text.length() > maximum) {
      refuse(field, "must have at most %,d characters".formatted(maximum));
    } else if (text.chars().anyMatch(BodyFields::isBinary)) {
      refuse(field, "must be text, without control characters");
    }
    return text;
  }

  /** Of a text that is refused already nothing more is said. */
  void requireWeights(String field, String text, boolean weights) {
    if (weights
        && errors.stream().noneMatch(error -> error.field().equals(field))
        && NORMALISER.normaliseWeighted(text) instanceof WeightedReading.Defective(String rule)) {
      refuse(field, rule);
    }
  }

  boolean weights(@Nullable String value) {
    return switch (value == null ? "on" : value) {
      case "on" -> true;
      case "off" -> false;
      default -> {
        refuse("weights", "must be on or off");
        yield true;
      }
    };
  }

  int whole(String field, @Nullable Integer value, int otherwise, int minimum, int maximum) {
    int number = value == null ? otherwise : value;
    if (number < minimum || number > maximum) {
      refuse(field, "must be from %,d to %,d".formatted(minimum, maximum));
    }
    return number;
  }

  int size(String field, @Nullable Integer value, int otherwise, ModelCard.Limits limits) {
    int size = whole(field, value, otherwise, limits.minimumSize(), limits.maximumSize());
    if (size % 8 != 0) {
      refuse(field, "must be a multiple of 8");
    }
    return size;
  }

  double guidance(@Nullable Double value, double otherwise) {
    double scale = value == null ? otherwise : value;
    if (!(scale >= 0 && scale <= MAXIMUM_GUIDANCE)) {
      refuse("guidanceScale", "must be from 0 to 30");
    }
    return scale;
  }

  Sampler sampler(@Nullable String value, String otherwise) {
    Optional<Sampler> sampler = Sampler.named(value == null ? otherwise : value);
    if (sampler.isEmpty()) {
      refuse("sampler", "must be one of " + Sampler.names());
    }
    return sampler.orElse(Sampler.DDIM);
  }

  long seed(@Nullable Long value, long otherwise) {
    long seed = value == null ? otherwise : value;
    if (seed < 0 || seed > ImageOrder.MAXIMUM_SEED) {
      refuse("seed", "must be from 0 to %d".formatted(ImageOrder.MAXIMUM_SEED));
    }
    return seed;
  }

  Optional<Preset> preset(@Nullable String id, PolicyBundle bundle) {
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

  RewritingChoice choice(@Nullable String value) {
    return switch (value == null ? "accept" : value) {
      case "accept" -> RewritingChoice.ACCEPT;
      case "decline" -> RewritingChoice.DECLINE;
      default -> {
        refuse("rewriting", "must be accept or decline");
        yield RewritingChoice.ACCEPT;
      }
    };
  }

  private static boolean isBinary(int character) {
    return Character.isISOControl(character)
        && character != '\n'
        && character != '\r'
        && character != '\t';
  }
}
