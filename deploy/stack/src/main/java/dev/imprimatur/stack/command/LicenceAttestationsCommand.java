package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what the operator must attest, and what of it stands. */
@Command(
    name = "attestations",
    mixinStandardHelpOptions = true,
    description = "Shows what licences ask the operator to attest, and until when that stands.")
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class LicenceAttestationsCommand implements Callable<Integer> {
  @Mixin private PolicyLogin login;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return login.runOnLicences(
        PolicyLogin.OPERATOR,
        spec.commandLine().getOut(),
        licences -> {
          for (JsonNode needed : licences.attestations().path("needed")) {
            licences
                .lines()
                .say(
                    "%s  %s"
                        .formatted(
                            needed.path("subject").asText(), standing(needed.path("standing"))));
            licences.lines().say("  " + needed.path("statement").asText());
          }
          return 0;
        });
  }

  private static String standing(JsonNode standing) {
    return standing.hasNonNull("until")
        ? "until %s, by %s: %s"
            .formatted(
                standing.path("until").asText(),
                standing.path("by").asText(),
                standing.path("note").asText())
        : "NOT ATTESTED";
  }
}
