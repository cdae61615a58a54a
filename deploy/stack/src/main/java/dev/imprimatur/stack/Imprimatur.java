package dev.imprimatur.stack;

import dev.imprimatur.stack.command.BiasCommand;
import dev.imprimatur.stack.command.DownCommand;
import dev.imprimatur.stack.command.DrawCommand;
import dev.imprimatur.stack.command.LicenceCommand;
import dev.imprimatur.stack.command.LogsCommand;
import dev.imprimatur.stack.command.ModelsCommand;
import dev.imprimatur.stack.command.PolicyCommand;
import dev.imprimatur.stack.command.ResetCommand;
import dev.imprimatur.stack.command.StatusCommand;
import dev.imprimatur.stack.command.UpCommand;
import dev.imprimatur.stack.command.VerifyCommand;
import dev.imprimatur.stack.process.FailureWords;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The tool's beginning. */
@Command(
    name = "imprimatur",
    mixinStandardHelpOptions = true,
    version = "Imprimatur 0.1.0",
    description = "Runs Imprimatur on this machine, draws, and verifies its receipts.",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      ResetCommand.class,
      ModelsCommand.class,
      DrawCommand.class,
      PolicyCommand.class,
      LicenceCommand.class,
      BiasCommand.class,
      VerifyCommand.class
    },
    footer = {
      "",
      "The script ./imprimatur also knows:",
      "  build   builds everything",
      "  test    runs all tests"
    })
public final class Imprimatur {
  private static final Logger LIBRARIES = Logger.getLogger("");

  private Imprimatur() {}

  /** Runs a command and ends with its exit status: 0 done, 1 no, 2 wrong use or a fault. */
  public static void main(String[] arguments) {
    LIBRARIES.setLevel(Level.SEVERE);
    System.exit(commandLine().execute(arguments));
  }

  /** The tool's command line; a fault is told in a line and ends with 2. */
  public static CommandLine commandLine() {
    return new CommandLine(new Imprimatur())
        .setParameterExceptionHandler(Imprimatur::tellWrongUse)
        .setExecutionExceptionHandler((failure, line, parsed) -> {
          line.getErr().println("imprimatur: " + FailureWords.of(failure));
          return 2;
        });
  }

  /** The whole help would push what is wrong off the screen. */
  private static int tellWrongUse(ParameterException wrong, String[] arguments) {
    CommandLine line = wrong.getCommandLine();
    line.getErr().println(wrong.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, line.getErr())) {
      line.getErr().printf("See %s --help%n", line.getCommandSpec().qualifiedName());
    }
    return 2;
  }
}
