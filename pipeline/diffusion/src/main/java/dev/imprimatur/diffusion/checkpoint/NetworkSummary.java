package dev.imprimatur.diffusion.checkpoint;

import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a network is, in a few words for people.
 *
 * @param name of the component
 * @param tensors how many weights there are
 * @param parameters elements of all weights
 * @param bytes that they take where as many as can be stay as they are stored, scales of 8-bit
 *     weights left out; of the others those of float8 become float16, those of float64 float32
 * @param largest parameters of the largest weight
 * @param precision the type of most parameters: {@code float32}, {@code float16}, {@code bfloat16},
 *     {@code float64}, {@code float8} or {@code 8 bits}
 */
public record NetworkSummary(
    String name, int tensors, long parameters, long bytes, long largest, String precision) {
  static NetworkSummary of(String name, Collection<TensorView> weights) {
    Map<ElementType, Long> parameters = new TreeMap<>();
    long bytes = 0;
    long largest = 0;
    for (TensorView weight : weights) {
      long elements = weight.stored().bytes() / weight.type().bytes();
      parameters.merge(weight.type(), elements, Long::sum);
      bytes += elements * keptBytes(weight.type());
      largest = Math.max(largest, elements);
    }
    ElementType most =
        parameters.entrySet().stream()
            .max(Comparator.comparingLong(Map.Entry::getValue))
            .map(Map.Entry::getKey)
            .orElse(ElementType.F32);
    return new NetworkSummary(
        name,
        weights.size(),
        parameters.values().stream().mapToLong(Long::longValue).sum(),
        bytes,
        largest,
        title(most));
  }

  private static String title(ElementType type) {
    return switch (type) {
      case F32 -> "float32";
      case F16 -> "float16";
      case BF16 -> "bfloat16";
      case F64 -> "float64";
      case F8_E4M3, F8_E5M2 -> "float8";
      case I8 -> "8 bits";
      case I64, I32, I16, U64, U32, U16, U8, BOOL -> type.name();
    };
  }

  private static long keptBytes(ElementType type) {
    if (Precision.STORED.halves(type)) {
      return Short.BYTES;
    }
    return Precision.STORED.maps(type) ? type.bytes() : Float.BYTES;
  }
}
