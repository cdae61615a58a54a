package dev.imprimatur.diffusion.checkpoint.lora;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.util.Map;

/**
 * What PEFT noted beside the tensors, for each network: the alpha of all layers and those of some,
 * and whether the scale is over the rank or over its root (Kalajdzievski 2023).
 */
final class LoraMetadata {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String KEY = "lora_adapter_metadata";

  private final JsonNode settings;

  private LoraMetadata(JsonNode settings) {
    this.settings = settings;
  }

  static LoraMetadata of(Map<String, String> metadata) throws InvalidCheckpointException {
    String text = metadata.get(KEY);
    if (text == null) {
      return new LoraMetadata(JsonNodeFactory.instance.objectNode());
    }
    try {
      JsonNode settings = JSON.readTree(text);
      if (settings != null && settings.isObject()) {
        return new LoraMetadata(settings);
      }
    } catch (JsonProcessingException e) {
      throw new InvalidCheckpointException("the metadata " + KEY + " is not valid JSON", e);
    }
    throw new InvalidCheckpointException("the metadata " + KEY + " is not a JSON object");
  }

  /**
   * The factor of a layer for which the file has no alpha of its own.
   *
   * @param layer its name in the network
   */
  double scale(String network, String layer, long rank) throws InvalidCheckpointException {
    if (setting(network, "use_dora").asBoolean(false)) {
      throw new InvalidCheckpointException(
          "the metadata say that it is a DoRA, which is not supported: only LoRA is");
    }
    double alpha = setting(network, "lora_alpha").asDouble((double) rank);
    for (Map.Entry<String, JsonNode> some : setting(network, "alpha_pattern").properties()) {
      if (layer.equals(some.getKey()) || layer.endsWith("." + some.getKey())) {
        alpha = some.getValue().asDouble(alpha);
      }
    }
    boolean overRoot = setting(network, "use_rslora").asBoolean(false);
    return alpha / (overRoot ? Math.sqrt((double) rank) : (double) rank);
  }

  private JsonNode setting(String network, String name) {
    return settings.path(network + "." + name);
  }
}
