package dev.imprimatur.policy.model;

import dev.imprimatur.policy.bundle.DefaultBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The model of the default bundle. */
final class CommittedModel {
  static final PromptModel MODEL = read();

  private CommittedModel() {}

  private static PromptModel read() {
    try {
      return PromptModel.read(
          Files.readAllBytes(DefaultBundle.FOLDER.resolve("model/prompt-model.bin")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
