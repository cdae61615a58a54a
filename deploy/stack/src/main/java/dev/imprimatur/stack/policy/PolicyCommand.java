package dev.imprimatur.stack.policy;

import picocli.CommandLine.Command;

/** All that is to be done with policy bundles. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Checks, tests and compares policy bundles.",
    subcommands = {CheckCommand.class, TestCommand.class, DiffCommand.class})
public final class PolicyCommand {}
