package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a version in force. */
@Command(
    name = "activate",
    mixinStandardHelpOptions = true,
    description = {
      "Puts an approved version in force, at once or at a time.",
      "A version that fails a check, a test or its signature is refused, and what is in force stays."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class PolicyActivateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NUMBER", description = "The version's number.")
  private String version;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "From when on, for example 2026-08-02T10:00:00Z; at once unless given.")
  private @Nullable OffsetDateTime at;

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
          ObjectNode body = JsonMapper.builder().build().createObjectNode().put("note", note);
          body.put("bundle", policies.find(version).path("id").asText());
          if (at != null) {
            body.put("at", at.toInstant().toString());
          }
          JsonNode ordered = policies.activate(body);
          policies
              .lines()
              .say(
                  "Version %s is in force from %s on."
                      .formatted(
                          ordered.path("number").asText(), ordered.path("effectiveAt").asText()));
          return 0;
        });
  }
}
