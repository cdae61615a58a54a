package dev.imprimatur.stack.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A picture of one's own to start from, connected or not. */
final class StartOptions {
  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "A picture to start from, PNG or JPEG.")
  @Nullable Path image;

  @Option(
      names = "--mask",
      paramLabel = "FILE",
      description =
          "A picture of the same size: where it is white, the one to start from is drawn anew.")
  @Nullable Path mask;

  @Option(
      names = "--declare",
      description =
          "Declare what the policies ask of whoever brings a picture; without it, that is told.")
  boolean declare;
}
