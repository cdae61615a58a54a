package dev.imprimatur.stack.command;

import picocli.CommandLine.Command;

/** All that is to be done with licences. */
@Command(
    name = "licence",
    mixinStandardHelpOptions = true,
    description = "Shows what enforces the licences of the models.",
    subcommands = LicenceCoverageCommand.class)
public final class LicenceCommand {}
