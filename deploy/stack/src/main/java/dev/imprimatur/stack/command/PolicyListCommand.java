package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the bundles of the running system. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the bundles of the running system, and which one is in force.")
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class PolicyListCommand implements Callable<Integer> {
  private static final String ROW = "%-8s %-10s %-20s %-10s %-20s %s";
  private static final int SHORT_ID = 8;

  @Mixin private PolicyLogin login;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return login.run(
        PolicyLogin.AUTHOR,
        spec.commandLine().getOut(),
        policies -> {
          tell(policies.list(), policies.lines());
          return 0;
        });
  }

  private static void tell(JsonNode all, Lines lines) {
    JsonNode active = all.path("active");
    lines.say(
        "In force: %s%s"
            .formatted(
                active.path("version").asText(),
                active.hasNonNull("since")
                    ? ", since " + active.path("since").asText()
                    : ", from the installation's folder"));
    for (JsonNode each : all.path("scheduled")) {
      lines.say(
          "To come:  number %s, from %s"
              .formatted(each.path("number").asText(), each.path("effectiveAt").asText()));
    }
    lines.say(ROW.formatted("NUMBER", "ID", "NAME", "STATE", "AUTHOR", ""));
    for (JsonNode bundle : all.path("bundles")) {
      lines.say(
          ROW.formatted(
              bundle.path("number").asText("").replace("null", ""),
              bundle.path("id").asText().substring(0, SHORT_ID),
              bundle.path("name").asText(),
              bundle.path("state").asText(),
              bundle.path("author").path("userName").asText(),
              bundle.path("inForce").asBoolean() ? "in force" : ""));
    }
  }
}
