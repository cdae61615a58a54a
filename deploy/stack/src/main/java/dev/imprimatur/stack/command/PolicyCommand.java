package dev.imprimatur.stack.command;

import picocli.CommandLine.Command;

/** All that is to be done with policy bundles. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = {
      "Checks, tests, tries and compares policy bundles, and brings them in force.",
      "check, test, diff and explain look at folders; the others ask the running system."
    },
    subcommands = {
      PolicyCheckCommand.class,
      PolicyTestCommand.class,
      PolicyDiffCommand.class,
      PolicyExplainCommand.class,
      PolicyListCommand.class,
      PolicyUploadCommand.class,
      PolicyReplayCommand.class,
      PolicyShadowCommand.class,
      PolicyApproveCommand.class,
      PolicyActivateCommand.class,
      PolicyRollbackCommand.class
    })
public final class PolicyCommand {}
