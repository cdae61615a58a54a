package dev.imprimatur.stack.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All that is to be done about a model's bias. */
@Command(
    name = "bias",
    mixinStandardHelpOptions = true,
    description = {
      "Measures on pictures what a model makes of people, with and without the rewriting.",
      "Exits with 0 if it was done, with 1 if not, with 2 for wrong use or a fault."
    },
    subcommands = {BiasReportCommand.class, BiasTrainCommand.class})
@SuppressWarnings("NullAway.Init") // The command line fills the field.
public final class BiasCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: report or train.");
  }
}
