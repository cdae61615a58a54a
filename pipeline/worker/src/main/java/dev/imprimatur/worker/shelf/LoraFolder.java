package dev.imprimatur.worker.shelf;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.lora.WeightedLora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The LoRAs of a model: files whose names give their order and how strongly each counts. */
final class LoraFolder {
  private static final Pattern NAME =
      Pattern.compile("([0-9]{2})_(-?[0-9]{1,2}(?:\\.[0-9]{1,6})?)\\.safetensors");

  private LoraFolder() {}

  static List<WeightedLora> read(Path folder) throws InvalidCheckpointException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> sorted = files.sorted().toList();
      for (Path file : sorted) {
        if (!NAME.matcher(file.getFileName().toString()).matches()) {
          throw new InvalidCheckpointException(
              file + " is not named like a LoRA with its weight, for example 00_0.8.safetensors");
        }
      }
      return sorted.stream().map(LoraFolder::weighted).toList();
    } catch (IOException e) {
      throw new InvalidCheckpointException(folder + " cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new InvalidCheckpointException(folder + ": " + e.getMessage(), e);
    }
  }

  private static WeightedLora weighted(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException(file.toString());
    }
    return new WeightedLora(file, Double.parseDouble(name.group(2)));
  }
}
