package dev.imprimatur.stack.command;

import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.model.ModelShelf;
import dev.imprimatur.stack.model.ShelvedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the models. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the models of this installation.")
@SuppressWarnings("NullAway.Init") // The command line fills the field.
public final class ModelsListCommand implements Callable<Integer> {
  private static final String ROW = "%-20s %-20s %10s  %-22s %s%n";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(ROW, "ID", "FAMILY", "SIZE", "LICENCE", "TITLE");
    for (ShelvedModel model : new ModelShelf(Installation.from(System.getenv())).all()) {
      out.printf(
          ROW,
          model.card().id(),
          model.card().family(),
          model.isThere() ? Words.bytes(model.bytes()) : "GONE",
          model.card().licence(),
          Words.plain(model.card().title()) + (model.builtIn() ? " (came with the build)" : ""));
    }
    return 0;
  }
}
