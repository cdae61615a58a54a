package dev.imprimatur.stack.command;

import picocli.CommandLine.Command;

/** All that is to be done with licences. */
@Command(
    name = "licence",
    mixinStandardHelpOptions = true,
    description =
        "Shows what stands behind the licences of the models, and attests what they ask for.",
    subcommands = {
      LicenceCoverageCommand.class,
      LicenceAttestationsCommand.class,
      LicenceAttestCommand.class,
      LicenceRevokeCommand.class,
      LicenceReportCommand.class
    })
public final class LicenceCommand {}
