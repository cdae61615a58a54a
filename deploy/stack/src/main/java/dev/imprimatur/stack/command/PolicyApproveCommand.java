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

/** Approves somebody else's bundle. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = {
      "Makes somebody else's bundle the next version, signed by the installation's key.",
      "The approver is never the author. The version is not in force yet."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class PolicyApproveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "BUNDLE", description = "The beginning of its id.")
  private String bundle;

  @Option(names = "--note", required = true, paramLabel = "WHY", description = "For the record.")
  private String note;

  @Mixin private PolicyLogin login;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return login.run(
        PolicyLogin.OFFICER,
        spec.commandLine().getOut(),
        policies -> {
          String id = policies.find(bundle).path("id").asText();
          JsonNode version = policies.step(id, "approval", note);
          policies
              .lines()
              .say(
                  "%s is version %s now: ./imprimatur policy activate %2$s"
                      .formatted(version.path("name").asText(), version.path("number").asText()));
          return 0;
        });
  }
}
