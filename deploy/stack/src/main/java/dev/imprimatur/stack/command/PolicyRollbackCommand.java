package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Goes back to an earlier version. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = "Goes back at once, to the version that was in force before or to another one.")
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class PolicyRollbackCommand implements Callable<Integer> {
  @Option(
      names = "--to",
      paramLabel = "NUMBER",
      description = "A version's number; 0 for the bundle in the installation's folder.")
  private @Nullable Integer number;

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
          if (number != null) {
            body.put("number", number);
          }
          JsonNode ordered = policies.rollBack(body);
          int back = ordered.path("number").asInt();
          policies
              .lines()
              .say(
                  back == 0
                      ? "The bundle in the installation's folder is in force again."
                      : "Version %d is in force again.".formatted(back));
          return 0;
        });
  }
}
