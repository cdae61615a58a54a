package dev.imprimatur.diffusion.checkpoint.lora;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a tensor in a LoRA file, understood.
 *
 * @param module what it changes
 * @param role what it is of the change
 */
record LoraKey(Module module, Role role) {
  /**
   * A layer as trainers name it.
   *
   * @param network for example {@code unet}
   * @param name of the layer in the network
   * @param isJoined whether underscores stand for the dots in {@code name}
   */
  record Module(String network, String name, boolean isJoined) {
    private static final Pattern COMPVIS = Pattern.compile("(input|middle|output)_blocks?[._].+");

    /** Whether the layer is named as in the single-file layout. */
    boolean isCompVis() {
      return COMPVIS.matcher(name).matches();
    }
  }

  /** What a tensor is of the change of a layer. */
  enum Role {
    DOWN,
    UP,
    ALPHA
  }

  /** As kohya's and the trainers after it write: {@code lora_unet_mid_block_..._to_q.alpha}. */
  private static final Pattern JOINED =
      Pattern.compile(
          "lora_(unet|te|te1|te2)_([^.]+)\\.(lora_down\\.weight|lora_up\\.weight|alpha)");

  private static final Map<String, String> JOINED_NETWORKS =
      Map.of("unet", "unet", "te", "text_encoder", "te1", "text_encoder", "te2", "text_encoder_2");

  /** As Diffusers and PEFT write, today and earlier. */
  private static final Pattern DOTTED =
      Pattern.compile(
          "(?:base_model\\.model\\.)?(?:(unet|text_encoder|text_encoder_2)\\.)?(.+?)"
              + "(?:\\.lora_(?<peft>[AB])(?:\\.[A-Za-z0-9_-]+)?\\.weight"
              + "|\\.lora(?:_linear_layer)?\\.(?<plain>down|up)\\.weight"
              + "|(?:\\.processor)?\\.(?<projection>to_(?:q|k|v|out))_lora\\.(?<old>down|up)\\.weight"
              + "|\\.(?<alpha>alpha))");

  private static final Map<String, String> UNET_PROJECTIONS = Map.of("to_out", "to_out.0");
  private static final Map<String, String> TEXT_PROJECTIONS =
      Map.of("to_q", "q_proj", "to_k", "k_proj", "to_v", "v_proj", "to_out", "out_proj");

  /** Names of tensors that belong to other methods. */
  private static final Map<Pattern, String> OTHERS =
      Map.of(
          Pattern.compile("\\.(dora_scale|lora_magnitude_vector)"), "DoRA",
          Pattern.compile("\\.hada_"), "LoHa",
          Pattern.compile("\\.lokr_"), "LoKr",
          Pattern.compile("\\.lora_mid\\."), "LoCon with a Tucker decomposition",
          Pattern.compile("\\.oft_"), "OFT",
          Pattern.compile("\\.on_input$"), "IA3",
          Pattern.compile("\\.diff(_b)?$"), "full differences");

  /**
   * Understands a name.
   *
   * @throws InvalidCheckpointException naming the key, when it is of another method or of none
   */
  static LoraKey of(String key) throws InvalidCheckpointException {
    Matcher joined = JOINED.matcher(key);
    if (joined.matches()) {
      String network = JOINED_NETWORKS.getOrDefault(joined.group(1), "");
      return new LoraKey(new Module(network, joined.group(2), true), role(joined.group(3)));
    }
    for (Map.Entry<Pattern, String> other : OTHERS.entrySet()) {
      if (other.getKey().matcher(key).find()) {
        throw new InvalidCheckpointException(
            "the key %s belongs to %s, which is not supported: only LoRA is"
                .formatted(key, other.getValue()));
      }
    }
    Matcher dotted = DOTTED.matcher(key);
    if (!dotted.matches()) {
      throw new InvalidCheckpointException("the key " + key + " is of no known kind of LoRA");
    }
    return dotted(dotted);
  }

  private static LoraKey dotted(Matcher key) {
    String network = Optional.ofNullable(key.group(1)).orElse("unet");
    String name = key.group(2);
    String projection = key.group("projection");
    if (projection != null) {
      Map<String, String> names = network.equals("unet") ? UNET_PROJECTIONS : TEXT_PROJECTIONS;
      name += "." + names.getOrDefault(projection, projection);
    }
    for (String group : List.of("peft", "plain", "old", "alpha")) {
      if (key.group(group) != null) {
        return new LoraKey(new Module(network, name, false), role(key.group(group)));
      }
    }
    throw new IllegalStateException("the pattern matches one of its groups");
  }

  private static Role role(String part) {
    return switch (part) {
      case "A", "down", "lora_down.weight" -> Role.DOWN;
      case "B", "up", "lora_up.weight" -> Role.UP;
      default -> Role.ALPHA;
    };
  }
}
