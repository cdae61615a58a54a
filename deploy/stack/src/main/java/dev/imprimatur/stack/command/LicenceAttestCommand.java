package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Attests what a licence asks of the operator. */
@Command(
    name = "attest",
    mixinStandardHelpOptions = true,
    description = {
      "Attests, as the operator, what a licence asks for and no rule can check.",
      "Models under the licence are offered while all of it stands. Each attestation is an entry of",
      "the log and runs out; attesting again renews it."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class LicenceAttestCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "LICENCE[#CLAUSE]",
      description = "A licence, for all that it asks for, or one of its clauses.")
  private String subject;

  @Option(
      names = "--note",
      required = true,
      paramLabel = "WHY",
      description = "On what grounds, and in whose name.")
  private String note;

  @Mixin private PolicyLogin login;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return login.runOnLicences(PolicyLogin.OPERATOR, spec.commandLine().getOut(), this::attest);
  }

  private int attest(LicenceClient licences) throws IOException, InterruptedException {
    List<JsonNode> needed = meant(licences.attestations(), subject);
    if (needed.isEmpty()) {
      licences.lines().say("No licence asks the operator to attest " + subject + ".");
      return 1;
    }
    for (JsonNode each : needed) {
      JsonNode attested = licences.attest(each, note);
      licences
          .lines()
          .say(
              "Attested until %s: %s"
                  .formatted(attested.path("until").asText(), attested.path("statement").asText()));
    }
    return 0;
  }

  /** What of the needed attestations a licence's id or a clause means. */
  static List<JsonNode> meant(JsonNode attestations, String subject) {
    var meant = new ArrayList<JsonNode>();
    for (JsonNode each : attestations.path("needed")) {
      String known = each.path("subject").asText();
      if (known.equals(subject) || known.startsWith(subject + "#")) {
        meant.add(each);
      }
    }
    return meant;
  }
}
