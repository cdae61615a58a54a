package dev.imprimatur.diffusion.checkpoint;

import dev.imprimatur.diffusion.checkpoint.architecture.Architecture;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names that older and newer programs write for the same weights of a diffusers folder. */
final class CanonicalNames {
  private static final String TEXT_MODEL = "text_model.";
  private static final String VISION_MODEL = "vision_model.";
  private static final String PROJECTION = "text_projection.";

  /** The autoencoder's attention before it was shared with the other networks. */
  private static final Map<String, String> OLD_ATTENTION =
      Map.of(
          ".query.", ".to_q.",
          ".key.", ".to_k.",
          ".value.", ".to_v.",
          ".proj_attn.", ".to_out.0.");

  /** What is computed from the configuration or serves training alone. */
  private static final List<String> IGNORED = List.of("position_ids", "logit_scale");

  private CanonicalNames() {}

  /** The name as the diffusers layout has it today; nothing, where the tensor is not needed. */
  static Optional<String> of(Architecture architecture, String name) {
    if (IGNORED.stream().anyMatch(ignored -> isLast(name, ignored))) {
      return Optional.empty();
    }
    return switch (architecture) {
      case TEXT ->
          name.startsWith(PROJECTION) ? Optional.empty() : Optional.of(withTextModel(name));
      case TEXT_WITH_PROJECTION ->
          Optional.of(name.startsWith(PROJECTION) ? name : withTextModel(name));
      case UNET -> Optional.of(name);
      case AUTOENCODER -> Optional.of(withoutOldAttention(name));
      case SAFETY_CHECKER -> Optional.of(name.replace(VISION_MODEL + VISION_MODEL, VISION_MODEL));
    };
  }

  private static boolean isLast(String name, String last) {
    return name.equals(last) || name.endsWith("." + last);
  }

  private static String withTextModel(String name) {
    return name.startsWith(TEXT_MODEL) ? name : TEXT_MODEL + name;
  }

  private static String withoutOldAttention(String name) {
    if (!name.contains(".attentions.")) {
      return name;
    }
    for (Map.Entry<String, String> old : OLD_ATTENTION.entrySet()) {
      if (name.contains(old.getKey())) {
        return name.replace(old.getKey(), old.getValue());
      }
    }
    return name;
  }
}
