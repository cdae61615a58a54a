package dev.imprimatur.training.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.imprimatur.policy.licence.Sha256;
import dev.imprimatur.policy.model.Levels;
import dev.imprimatur.policy.model.PromptModel;
import dev.imprimatur.policy.model.PromptReader;
import dev.imprimatur.policy.model.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a model in a bundle's folder {@code model}.
 *
 * @param folder of the bundle
 */
public record ModelFiles(Path folder) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Path model() {
    return folder.resolve("model/prompt-model.bin");
  }

  private Path levels() {
    return folder.resolve("model/levels.json");
  }

  /** A reader that asks both models. */
  public PromptReader reader() throws IOException {
    byte[] bytes = Files.readAllBytes(model());
    Map<String, Thresholds> outputs =
        JSON.readValue(levels().toFile(), new TypeReference<Map<String, Thresholds>>() {});
    return new PromptReader(PromptModel.read(bytes), Sha256.hex(bytes), new Levels(outputs), true);
  }

  /** Writes a model and its thresholds. */
  public void write(PromptModel model, Levels levels) throws IOException {
    Files.createDirectories(model().getParent());
    Files.write(model(), model.write());
    Files.writeString(levels(), JSON.writeValueAsString(new TreeMap<>(levels.outputs())) + "\n");
  }
}
