package dev.imprimatur.stack.policy;

import picocli.CommandLine.Command;

/** All that is to be done with licences. */
@Command(
    name = "licence",
    mixinStandardHelpOptions = true,
    description = "Shows what enforces the licences of the models.",
    subcommands = CoverageCommand.class)
public final class LicenceCommand {}
