package dev.imprimatur.stack.command;

import dev.imprimatur.stack.installation.FolderCopy;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.model.ModelShelf;
import dev.imprimatur.stack.model.ShelvedModel;
import dev.imprimatur.stack.tool.CheckpointPlace;
import dev.imprimatur.stack.tool.WorkerTool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a smaller checkpoint of one. */
@Command(
    name = "quantise",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a checkpoint anew with weights of 8 bits.",
      "It has about half the size of one of float16, draws slightly other pictures and is a model of"
          + " its own: add it by ./imprimatur models add."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class ModelsQuantiseCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "FROM",
      description = "A checkpoint of float16 or float32, or the id of a model.")
  private String from;

  @Parameters(index = "1", paramLabel = "TO", description = "The folder to write; not there yet.")
  private Path to;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation installation = Installation.from(System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    if (Files.exists(to)) {
      out.println(to + " is there already; name a new folder.");
      return 1;
    }
    Optional<CheckpointPlace> known =
        new ModelShelf(installation).find(from).map(ShelvedModel::place);
    if (known.flatMap(CheckpointPlace::loras).isPresent()) {
      out.println(
          from + " has LoRAs merged into it: quantise its checkpoint, and add that with them.");
      return 1;
    }
    Path source = known.map(CheckpointPlace::checkpoint).orElse(Path.of(from));
    Path parent = to.toAbsolutePath().normalize().getParent();
    Path making = Files.createDirectories(parent).resolve("." + UUID.randomUUID());
    Files.createDirectory(making);
    try {
      WorkerTool.Ended ended =
          new WorkerTool(installation)
              .run("", line -> {}, "quantise", source.toString(), making.toString());
      if (!ended.done()) {
        out.println(ended.error());
        return 1;
      }
      Files.move(making, to, StandardCopyOption.ATOMIC_MOVE);
      out.printf("Wrote %s, hash %s.%n", to, ended.last().path("hash").asText());
      out.printf("Add it: ./imprimatur models add %s --licence ID%n", to);
      return 0;
    } finally {
      FolderCopy.remove(making);
    }
  }
}
