package dev.imprimatur.stack.command;

import picocli.CommandLine.Command;

/** All that is to be done with policy bundles. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = {
      "Checks, tests and compares policy bundles, and brings them in force.",
      "check, test and diff look at folders; the others ask the running system."
    },
    subcommands = {
      PolicyCheckCommand.class,
      PolicyTestCommand.class,
      PolicyDiffCommand.class,
      PolicyListCommand.class,
      PolicyUploadCommand.class,
      PolicyApproveCommand.class,
      PolicyActivateCommand.class,
      PolicyRollbackCommand.class
    })
public final class PolicyCommand {}
