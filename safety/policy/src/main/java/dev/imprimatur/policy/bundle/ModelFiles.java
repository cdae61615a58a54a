package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.licence.Sha256;
import dev.imprimatur.policy.model.Levels;
import dev.imprimatur.policy.model.PromptModel;
import dev.imprimatur.policy.model.PromptReader;
import dev.imprimatur.policy.model.Thresholds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the trained model of a bundle, its thresholds and how it is used. */
final class ModelFiles {
  /** What people should know of the model; nothing reads it. */
  static final String CARD = "model/MODEL-CARD.md";

  private static final String MODEL = "model/prompt-model.bin";
  private static final String LEVELS = "model/levels.json";
  private static final String USE = "model/reading.json";

  private ModelFiles() {}

  static Optional<PromptReader> read(PartReader files, List<Defect> defects) {
    Optional<byte[]> bytes = files.bytes(MODEL);
    Optional<Map<String, Thresholds>> thresholds = files.json(LEVELS, new TypeReference<>() {});
    Optional<Use> use = files.json(USE, new TypeReference<>() {});
    Optional<PromptModel> model =
        bytes.flatMap(content -> made(MODEL, () -> PromptModel.read(content), defects));
    Optional<Levels> levels =
        thresholds.flatMap(outputs -> made(LEVELS, () -> new Levels(outputs), defects));
    if (model.isEmpty() || levels.isEmpty() || use.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PromptReader(
            model.get(), Sha256.hex(bytes.orElseThrow()), levels.get(), use.get().semantics()));
  }

  private static <T> Optional<T> made(String file, Supplier<T> maker, List<Defect> defects) {
    try {
      return Optional.of(maker.get());
    } catch (IllegalArgumentException e) {
      defects.add(Defect.of(file, e));
      return Optional.empty();
    }
  }

  /**
   * How the model is used.
   *
   * @param semantics whether the sentence encoder is asked
   */
  private record Use(boolean semantics) {}
}
