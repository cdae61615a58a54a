package dev.imprimatur.stack.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A LoRA that somebody wants merged into a model.
 *
 * @param file a safetensors file
 * @param weight how strongly it counts: 1 as it was trained; between -10 and 10
 */
public record ModelLora(Path file, double weight) {
  private static final Pattern WRITTEN = Pattern.compile("(.+)=(-?[0-9]+(?:\\.[0-9]+)?)");
  private static final double LARGEST = 10;
  private static final int DECIMALS = 6;

  /** Reads {@code FILE} or {@code FILE=WEIGHT}; nothing where the weight is out of range. */
  public static Optional<ModelLora> parse(String text) {
    Matcher weighted = WRITTEN.matcher(text);
    if (!weighted.matches()) {
      return Optional.of(new ModelLora(Path.of(text), 1));
    }
    double weight = Double.parseDouble(weighted.group(2));
    return Math.abs(weight) <= LARGEST
        ? Optional.of(new ModelLora(Path.of(weighted.group(1)), weight))
        : Optional.empty();
  }

  /** The name of the file in a model's folder, by which workers know its place and weight. */
  String name(int place) {
    String plain =
        BigDecimal.valueOf(weight)
            .setScale(DECIMALS, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString();
    return "%02d_%s.safetensors".formatted(place, plain);
  }

  /** For people. */
  @Override
  public String toString() {
    return "%s (weight %s)".formatted(file.getFileName(), weight);
  }
}
