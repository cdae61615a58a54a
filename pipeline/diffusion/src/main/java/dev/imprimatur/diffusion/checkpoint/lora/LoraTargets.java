package dev.imprimatur.diffusion.checkpoint.lora;

import dev.imprimatur.diffusion.checkpoint.compvis.UNetNaming;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The weights of a checkpoint under the names that LoRA files have for their layers. */
final class LoraTargets {
  private static final String WEIGHT = ".weight";
  private static final String TEXT_MODEL = "text_model.";

  private final Map<LoraKey.Module, LoraTarget> targets = new HashMap<>();

  /** Targets of a checkpoint with those weights, by network, with their shapes. */
  LoraTargets(Map<String, Map<String, List<Long>>> networks) {
    networks.forEach((network, weights) -> {
      UNetNaming compVis = new UNetNaming(weights.keySet());
      weights.forEach((weight, shape) -> {
        if (weight.endsWith(WEIGHT) && shape.size() > 1) {
          var target = new LoraTarget(network, weight, shape);
          add(network, weight, target);
          if (network.equals("unet")) {
            compVis.names(weight).forEach(name -> add(network, name, target));
          } else if (weight.startsWith(TEXT_MODEL)) {
            add(network, weight.substring(TEXT_MODEL.length()), target);
          }
        }
      });
    });
  }

  /** The weight that a layer's name means. */
  Optional<LoraTarget> find(LoraKey.Module module) {
    return Optional.ofNullable(targets.get(module));
  }

  private void add(String network, String weight, LoraTarget target) {
    String layer = weight.substring(0, weight.length() - WEIGHT.length());
    targets.put(new LoraKey.Module(network, layer, false), target);
    targets.put(new LoraKey.Module(network, layer.replace('.', '_'), true), target);
  }
}
