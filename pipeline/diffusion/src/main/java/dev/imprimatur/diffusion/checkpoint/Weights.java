package dev.imprimatur.diffusion.checkpoint;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The weights of a network, once they are exactly those that its configuration asks for.
 *
 * <p>A weight of type I8 is accompanied by a tensor {@code <name>.scale} of float16, one value for
 * each row (the first dimension).
 */
final class Weights {
  /** What names the scales of a weight of 8 bits. */
  static final String SCALE = ".scale";

  private final String component;
  private final Map<String, TensorView> weights;
  private final Map<String, TensorView> scales;

  private Weights(
      String component, Map<String, TensorView> weights, Map<String, TensorView> scales) {
    this.component = component;
    this.weights = weights;
    this.scales = scales;
  }

  /**
   * Compares names, shapes and types.
   *
   * @param expected every weight with its shape
   * @param found every tensor there is
   * @throws InvalidCheckpointException naming the first tensor that is missing, wrong or unknown
   */
  static Weights of(
      String component, Map<String, List<Long>> expected, Map<String, TensorView> found)
      throws InvalidCheckpointException {
    var weights = new TreeMap<String, TensorView>();
    var scales = new TreeMap<String, TensorView>();
    var left = new TreeMap<>(found);
    for (var weight : expected.entrySet()) {
      String name = weight.getKey();
      TensorView view = left.remove(name);
      if (view == null) {
        throw missing(component, name);
      }
      weights.put(
          name, checked(component, name, view.fitted(weight.getValue()), weight.getValue()));
      if (view.type() == ElementType.I8) {
        scales.put(name, scale(component, name, weight.getValue(), left.remove(name + SCALE)));
      }
    }
    if (!left.isEmpty()) {
      throw unknown(component, left);
    }
    return new Weights(component, weights, scales);
  }

  /** Every weight by name. */
  Map<String, TensorView> views() {
    return weights;
  }

  TensorView view(String name) throws InvalidCheckpointException {
    TensorView view = weights.get(name);
    if (view == null) {
      throw missing(component, name);
    }
    return view;
  }

  /** The scales of a weight of 8 bits. */
  Optional<TensorView> scale(String name) {
    return Optional.ofNullable(scales.get(name));
  }

  private static TensorView checked(
      String component, String name, TensorView view, List<Long> expected)
      throws InvalidCheckpointException {
    if (!view.shape().equals(expected)) {
      throw new InvalidCheckpointException(
          "%s: weight %s has shape %s, expected %s"
              .formatted(component, name, shown(view.shape()), shown(expected)));
    }
    if (!view.type().isReadableAsFloat() && view.type() != ElementType.I8) {
      throw new InvalidCheckpointException(
          "%s: weight %s is of type %s, which is not supported"
              .formatted(component, name, view.type()));
    }
    return view;
  }

  private static TensorView scale(
      String component,
      String name,
      List<Long> shape,
      @org.jspecify.annotations.Nullable TensorView scale)
      throws InvalidCheckpointException {
    if (scale == null) {
      throw missing(component, name + SCALE);
    }
    if (shape.isEmpty() || !scale.shape().equals(shape.subList(0, 1))) {
      throw new InvalidCheckpointException(
          component + ": " + name + SCALE + " must have one value for each row");
    }
    if (!scale.type().isReadableAsFloat()) {
      throw new InvalidCheckpointException(
          "%s: weight %s is of type %s, which is not supported"
              .formatted(component, name + SCALE, scale.type()));
    }
    return scale;
  }

  /** A shape as messages write it, like {@code (320, 4, 3, 3)}. */
  static String shown(List<Long> shape) {
    return shape.toString().replace('[', '(').replace(']', ')');
  }

  private static InvalidCheckpointException missing(String component, String name) {
    return new InvalidCheckpointException(component + ": weight " + name + " is missing");
  }

  private static InvalidCheckpointException unknown(
      String component, SortedMap<String, TensorView> left) {
    String more = left.size() == 1 ? "" : ", nor for %d more".formatted(left.size() - 1);
    return new InvalidCheckpointException(
        "%s: the configuration has no place for the tensor %s%s"
            .formatted(component, left.firstKey(), more));
  }
}
