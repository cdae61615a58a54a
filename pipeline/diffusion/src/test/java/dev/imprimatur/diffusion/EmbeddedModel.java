package dev.imprimatur.diffusion;

import java.nio.file.Path;

/** Where the model that is part of the project lies. */
public final class EmbeddedModel {
  public static final Path FOLDER =
      Path.of(System.getProperty("imprimatur.root", "."), "pipeline/models/cartoon");

  private EmbeddedModel() {}
}
