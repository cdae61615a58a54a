package dev.imprimatur.diffusion.checkpoint.lora;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.lora.LoraKey.Role;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;
import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A LoRA file, every tensor of which has been assigned to a weight of a checkpoint.
 *
 * @param file the open file
 * @param deltas by network and weight
 */
public record LoraFile(SafetensorsFile file, Map<String, Map<String, LoraDelta>> deltas)
    implements AutoCloseable {
  /**
   * Opens a file and compares it with a checkpoint.
   *
   * @param networks the checkpoint's weights by network, with their shapes
   * @throws InvalidCheckpointException naming the first key that matches nothing or does not fit
   */
  public static LoraFile open(WeightedLora lora, Map<String, Map<String, List<Long>>> networks)
      throws InvalidCheckpointException {
    SafetensorsFile file = SafetensorsFile.open(lora.file());
    try {
      return new LoraFile(file, deltas(file, lora.weight(), new LoraTargets(networks)));
    } catch (InvalidCheckpointException e) {
      file.close();
      throw new InvalidCheckpointException(lora.file() + ": " + e.getMessage(), e);
    }
  }

  /** What it adds to the weights of a network. */
  public Map<String, LoraDelta> of(String network) {
    return deltas.getOrDefault(network, Map.of());
  }

  @Override
  public void close() {
    file.close();
  }

  private static Map<String, Map<String, LoraDelta>> deltas(
      SafetensorsFile file, double weight, LoraTargets targets) throws InvalidCheckpointException {
    LoraMetadata metadata = LoraMetadata.of(file.metadata());
    var deltas = new TreeMap<String, Map<String, LoraDelta>>();
    for (Layer found : layers(file)) {
      LoraTarget target = found.target(targets);
      LoraDelta delta = found.delta(target, weight, metadata);
      Map<String, LoraDelta> network =
          deltas.computeIfAbsent(target.network(), name -> new TreeMap<>());
      if (found.module().isCompVis() && network.containsKey(target.weight())) {
        continue;
      }
      if (network.put(target.weight(), delta) != null) {
        throw new InvalidCheckpointException(
            "two of its layers change the weight %s of %s"
                .formatted(target.weight(), target.network()));
      }
    }
    if (deltas.isEmpty()) {
      throw new InvalidCheckpointException("it has no tensors");
    }
    return deltas;
  }

  /** Those in CompVis's names last: where a layer has both names, as with Diffusers they go. */
  private static List<Layer> layers(SafetensorsFile file) throws InvalidCheckpointException {
    return tensors(file).entrySet().stream()
        .map(layer -> new Layer(layer.getKey(), layer.getValue()))
        .sorted(Comparator.comparing(layer -> layer.module().isCompVis()))
        .toList();
  }

  private static Map<LoraKey.Module, Map<Role, TensorView>> tensors(SafetensorsFile file)
      throws InvalidCheckpointException {
    var layers = new LinkedHashMap<LoraKey.Module, Map<Role, TensorView>>();
    for (String name : file.names()) {
      LoraKey key = LoraKey.of(name);
      TensorView tensor = new TensorView(file, file.tensor(name).orElseThrow());
      if (!tensor.type().isReadableAsFloat()) {
        throw new InvalidCheckpointException(
            "the tensor %s is of type %s, which is not supported".formatted(name, tensor.type()));
      }
      Map<Role, TensorView> layer =
          layers.computeIfAbsent(key.module(), module -> new EnumMap<>(Role.class));
      if (layer.put(key.role(), tensor) != null) {
        throw new InvalidCheckpointException("the key " + name + " is there in two spellings");
      }
    }
    return layers;
  }

  /** The tensors of one layer. */
  private record Layer(LoraKey.Module module, Map<Role, TensorView> tensors) {
    LoraTarget target(LoraTargets targets) throws InvalidCheckpointException {
      return targets
          .find(module)
          .orElseThrow(() ->
              new InvalidCheckpointException(
                  "the layer %s of %s is not in the checkpoint"
                      .formatted(module.name(), module.network())));
    }

    LoraDelta delta(LoraTarget target, double weight, LoraMetadata metadata)
        throws InvalidCheckpointException {
      TensorView down = tensors.get(Role.DOWN);
      TensorView up = tensors.get(Role.UP);
      if (down == null || up == null) {
        throw defect("has only one of its two matrices");
      }
      if (!target.takes(up.shape(), down.shape())) {
        throw defect(
            "has matrices of the shapes %s and %s, which do not multiply to %s"
                .formatted(up.shape(), down.shape(), target.shape()));
      }
      long rank = down.shape().getFirst();
      TensorView alpha = tensors.get(Role.ALPHA);
      double scale =
          alpha == null
              ? metadata.scale(module.network(), module.name(), rank)
              : alpha(alpha) / (double) rank;
      if (!Double.isFinite(scale)) {
        throw defect("has an alpha that is not one finite number");
      }
      return new LoraDelta(down, up, weight * scale);
    }

    private double alpha(TensorView tensor) throws InvalidCheckpointException {
      float[] values =
          tensor.stored().bytes() == tensor.type().bytes() ? tensor.floats() : new float[0];
      if (values.length != 1 || !Float.isFinite(values[0])) {
        throw defect("has an alpha that is not one finite number");
      }
      return values[0];
    }

    private InvalidCheckpointException defect(String defect) {
      return new InvalidCheckpointException(
          "the layer %s of %s %s".formatted(module.name(), module.network(), defect));
    }
  }
}
