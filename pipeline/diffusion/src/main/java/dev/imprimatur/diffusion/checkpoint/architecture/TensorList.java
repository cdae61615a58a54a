package dev.imprimatur.diffusion.checkpoint.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Collects the weights of a network by name. */
final class TensorList {
  private final Map<String, List<Long>> shapes = new TreeMap<>();

  Map<String, List<Long>> shapes() {
    return shapes;
  }

  void tensor(String name, long... shape) {
    shapes.put(name, LongStream.of(shape).boxed().toList());
  }

  /** Weight [out, in] and bias of a linear layer. */
  void linear(String name, long out, long in) {
    tensor(name + ".weight", out, in);
    tensor(name + ".bias", out);
  }

  /** Weight [out, in, kernel, kernel] and bias of a convolution. */
  void convolution(String name, long out, long in, long kernel) {
    tensor(name + ".weight", out, in, kernel, kernel);
    tensor(name + ".bias", out);
  }

  /** Weight and bias of normalisations, each of {@code width}. */
  void norms(long width, String... names) {
    Arrays.stream(names)
        .forEach(name -> {
          tensor(name + ".weight", width);
          tensor(name + ".bias", width);
        });
  }

  /** A layer of CLIP's towers: attention and two linear layers, each behind a normalisation. */
  void clipLayer(String name, long width, long inner) {
    norms(width, name + ".layer_norm1", name + ".layer_norm2");
    for (String projection : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
      linear(name + ".self_attn." + projection, width, width);
    }
    linear(name + ".mlp.fc1", inner, width);
    linear(name + ".mlp.fc2", width, inner);
  }
}
