package dev.imprimatur.stack.command;

import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.model.AdmissionRecord;
import dev.imprimatur.stack.model.ModelShelf;
import dev.imprimatur.stack.model.ShelvedModel;
import dev.imprimatur.stack.process.ProcessLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a model. */
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Removes a model that was added.",
      "What it drew, with records and receipts, stays, but nothing can be drawn again with it. A"
          + " linked checkpoint stays where it lies."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class ModelsRemoveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The model's id.")
  private String id;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Installation installation = Installation.from(System.getenv());
    var shelf = new ModelShelf(installation);
    Optional<ShelvedModel> model = shelf.find(id);
    if (model.isEmpty()) {
      out.println(ModelsShowCommand.unknown(id));
      return 1;
    }
    if (model.get().builtIn()) {
      out.printf("%s came with the build and cannot be removed.%n", id);
      return 1;
    }
    try (ProcessLock lock = shelf.lock()) {
      if (!lock.isHeld()) {
        out.println("Another command is changing the models here. Wait for its end.");
        return 1;
      }
      if (!yes && !Confirmation.of("remove", question(model.get()), out)) {
        out.println("Nothing was removed.");
        return 1;
      }
      shelf.remove(model.get());
      AdmissionRecord.of(installation, id).remove();
    }
    out.printf("Removed %s.%n", id);
    return 0;
  }

  private static String question(ShelvedModel model) throws IOException {
    Optional<Path> target = model.linkedTo();
    return target.isPresent()
        ? "This removes the model %s; its checkpoint %s stays."
            .formatted(model.card().id(), target.get())
        : "This removes the model %s and deletes its checkpoint of %s."
            .formatted(model.card().id(), Words.bytes(model.bytes()));
  }
}
