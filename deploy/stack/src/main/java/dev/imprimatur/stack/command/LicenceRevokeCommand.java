package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes back what the operator attested. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = {
      "Revokes what was attested for a licence, for example when the revenue has grown.",
      "Models that need it are not offered from then on."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class LicenceRevokeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "LICENCE[#CLAUSE]",
      description = "A licence, for all that was attested for it, or one of its clauses.")
  private String subject;

  @Option(names = "--note", required = true, paramLabel = "WHY", description = "Why.")
  private String note;

  @Mixin private PolicyLogin login;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return login.runOnLicences(PolicyLogin.OPERATOR, spec.commandLine().getOut(), this::revoke);
  }

  /** Earlier ones may still stand behind the latest, so all that stand are revoked. */
  private int revoke(LicenceClient licences) throws IOException, InterruptedException {
    int revoked = 0;
    for (JsonNode each : licences.attestations().path("history")) {
      String known = each.path("subject").asText();
      if (each.path("stands").asBoolean()
          && (known.equals(subject) || known.startsWith(subject + "#"))) {
        licences.revoke(each.path("id").asText(), note);
        licences.lines().say("Revoked: " + each.path("statement").asText());
        revoked++;
      }
    }
    if (revoked == 0) {
      licences.lines().say("Nothing that was attested for %s stands.".formatted(subject));
    }
    return revoked == 0 ? 1 : 0;
  }
}
