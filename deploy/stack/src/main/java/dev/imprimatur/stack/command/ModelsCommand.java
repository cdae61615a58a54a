package dev.imprimatur.stack.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The models of this installation. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = {
      "Adds, lists, shows, removes and quantises models.",
      "A running system notices within seconds. Exits with 0 if it was done, with 1 if not, with 2"
          + " for wrong use or a fault."
    },
    subcommands = {
      ModelsAddCommand.class,
      ModelsListCommand.class,
      ModelsShowCommand.class,
      ModelsRemoveCommand.class,
      ModelsQuantiseCommand.class
    })
@SuppressWarnings("NullAway.Init") // The command line fills the field.
public final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: add, list, show, remove or quantise.");
  }
}
