package dev.imprimatur.diffusion.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.lora.LoraDelta;
import dev.imprimatur.diffusion.checkpoint.lora.LoraFile;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;
import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * One network of a checkpoint: its configuration and its weights, whose names and shapes have been
 * compared with it. The names are those of the diffusers layout, whatever the files say.
 */
public final class Component implements AutoCloseable {
  private final String name;
  private final JsonNode config;
  private final Weights weights;
  private final List<SafetensorsFile> files;
  private final List<LoraFile> loras;

  Component(String name, JsonNode config, Weights weights, List<SafetensorsFile> files) {
    this(name, config, weights, files, List.of());
  }

  private Component(
      String name,
      JsonNode config,
      Weights weights,
      List<SafetensorsFile> files,
      List<LoraFile> loras) {
    this.name = name;
    this.config = config;
    this.weights = weights;
    this.files = List.copyOf(files);
    this.loras = List.copyOf(loras);
  }

  /** The same with what {@code loras} add; it closes them, and stands for this component. */
  Component with(List<LoraFile> adaptations) {
    return new Component(name, config, weights, files, adaptations);
  }

  /** The component's {@code config.json}. */
  public JsonNode config() {
    return config;
  }

  /**
   * A whole number of the configuration.
   *
   * @throws InvalidCheckpointException when it is missing or no whole number
   */
  public int integer(String key) throws InvalidCheckpointException {
    JsonNode value = config.path(key);
    if (!value.isInt()) {
      throw new InvalidCheckpointException(
          name + "/config.json: " + key + " must be a whole number");
    }
    return value.intValue();
  }

  /** Whether there is a weight of that name. */
  public boolean has(String weight) {
    return weights.views().containsKey(weight);
  }

  /**
   * Requires a weight of that shape.
   *
   * @throws InvalidCheckpointException naming the key or both shapes
   */
  public void require(String weight, long... shape) throws InvalidCheckpointException {
    List<Long> wanted = LongStream.of(shape).boxed().toList();
    List<Long> found = weights.view(weight).shape();
    if (!found.equals(wanted)) {
      throw new InvalidCheckpointException(
          "%s: weight %s has shape %s, expected %s"
              .formatted(name, weight, Weights.shown(found), Weights.shown(wanted)));
    }
  }

  /**
   * All weights as float32 on the device of {@code manager}, which owns them.
   *
   * @param prefix taken off the names that have it; other names are left out
   */
  public Map<String, NDArray> load(NDManager manager, String prefix)
      throws InvalidCheckpointException {
    return load(manager, prefix, Precision.FLOAT32);
  }

  /**
   * All weights on the device of {@code manager}, which owns them. Where {@code precision} keeps 8
   * bits, a weight stored so comes as int8 beside {@code <name>.scale}, whose shape is that of the
   * weight with 1 for every dimension but the first, so that their product is the weight.
   *
   * @param prefix taken off the names that have it; other names are left out
   */
  public Map<String, NDArray> load(NDManager manager, String prefix, Precision precision)
      throws InvalidCheckpointException {
    WeightLoader loader = new WeightLoader(manager, precision);
    return load(prefix, precision, weight -> loader);
  }

  /**
   * All weights, of which some stay in the host's memory until somebody copies them, as the file's
   * own mapped pages where their type allows it.
   *
   * @param host owns the weights that {@code waiting} names; their scales stay with {@code manager}
   */
  public Map<String, NDArray> load(
      NDManager manager, NDManager host, Set<String> waiting, Precision precision)
      throws InvalidCheckpointException {
    WeightLoader near = new WeightLoader(manager, precision);
    WeightLoader far = new WeightLoader(host, Precision.MAPPED_FLOAT16);
    return load("", precision, weight -> waiting.contains(weight) ? far : near);
  }

  private Map<String, NDArray> load(
      String prefix, Precision precision, Function<String, WeightLoader> loaders)
      throws InvalidCheckpointException {
    var loaded = new TreeMap<String, NDArray>();
    for (Map.Entry<String, TensorView> weight : weights.views().entrySet()) {
      if (weight.getKey().startsWith(prefix)) {
        String shortName = weight.getKey().substring(prefix.length());
        WeightLoader loader = loaders.apply(weight.getKey());
        TensorView view = weight.getValue();
        Optional<TensorView> scale = weights.scale(weight.getKey());
        List<LoraDelta> deltas = deltas(weight.getKey());
        if (!deltas.isEmpty()) {
          loaded.put(shortName, loader.merged(view, scale, deltas));
        } else if (scale.isEmpty()) {
          loaded.put(shortName, loader.floats(view));
        } else if (precision.keepsEightBits()) {
          loaded.put(shortName, loader.eightBits(view));
          loaded.put(
              shortName + Weights.SCALE,
              loaders.apply(weight.getKey() + Weights.SCALE).scales(scale.get(), view.shape()));
        } else {
          loaded.put(shortName, loader.expanded(view, scale.get()));
        }
      }
    }
    return loaded;
  }

  /** Which weights come as float16 in that precision, though their bits are those of bfloat16. */
  public Set<String> bitsOfBfloat16(Precision precision) {
    return weights.views().entrySet().stream()
        .filter(weight -> weight.getValue().type() == ElementType.BF16)
        .filter(weight -> WeightLoader.isMapped(weight.getValue(), precision))
        .map(Map.Entry::getKey)
        .filter(weight -> deltas(weight).isEmpty())
        .collect(Collectors.toSet());
  }

  /** Bytes of every matrix and convolution in that precision, by name. */
  public Map<String, Long> sizes(Precision precision) {
    var sizes = new TreeMap<String, Long>();
    weights
        .views()
        .forEach((weight, view) -> {
          if (view.shape().size() > 1) {
            sizes.put(weight, precision.bytes(view, deltas(weight).isEmpty()));
          }
        });
    return sizes;
  }

  NetworkSummary summary() {
    return NetworkSummary.of(name, weights.views().values());
  }

  /** Every weight by name, file by file. */
  Map<String, TensorView> views() {
    var views = new LinkedHashMap<String, TensorView>();
    for (SafetensorsFile file : files) {
      weights
          .views()
          .forEach((weight, view) -> {
            if (view.file().equals(file)) {
              views.put(weight, view);
            }
          });
    }
    return views;
  }

  /** Every weight's shape by name. */
  Map<String, List<Long>> shapes() {
    var shapes = new TreeMap<String, List<Long>>();
    weights.views().forEach((weight, view) -> shapes.put(weight, view.shape()));
    return shapes;
  }

  /** Lets the system have the pages of mapped weights, until they are read again. */
  public void giveBackPages() {
    files.forEach(SafetensorsFile::giveBackPages);
  }

  @Override
  public void close() {
    files.forEach(SafetensorsFile::close);
    loras.forEach(LoraFile::close);
  }

  private List<LoraDelta> deltas(String weight) {
    return loras.stream()
        .flatMap(lora -> Optional.ofNullable(lora.of(name).get(weight)).stream())
        .toList();
  }
}
