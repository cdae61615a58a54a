package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.Ground;
import dev.imprimatur.policy.explanation.ExplainedPolicy;
import dev.imprimatur.policy.explanation.Explanation;
import dev.imprimatur.policy.explanation.Remedy;
import dev.imprimatur.policy.explanation.Removal;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Tells why a request is decided as it is. */
final class ExplanationReport {
  private final Lines lines;

  ExplanationReport(Lines lines) {
    this.lines = lines;
  }

  /** Tells an explanation that was made here. */
  void tell(Explanation explanation, String prompt) {
    decided(explanation.decision() instanceof Decision.Allowed);
    explanation.policies().forEach(this::policy);
    explanation
        .spans()
        .forEach(span ->
            span(
                prompt.substring(span.start(), span.end()),
                span.attribute() + " " + span.value(),
                span.decisive()));
    switch (explanation.remedy()) {
      case Remedy.NotNeeded ignored -> lines.say("It passes as it is.");
      case Remedy.NotFound(int words) -> notFound(words);
      case Remedy.Withheld(String policy) -> withheld(policy);
      case Remedy.Change change -> {
        lines.say("What would pass:");
        change.settings().forEach(each -> setting(each.name(), each.from(), each.to()));
        change.removals().stream().map(Removal::text).forEach(this::removal);
        unweighed(change.settings().size() + change.removals().size());
        lines.label("leaves", change.prompt());
      }
    }
  }

  /** Tells an explanation of the running system. */
  void tell(JsonNode view) {
    decided(view.path("allowed").asBoolean());
    if (!view.path("bundle").path("available").asBoolean()) {
      lines.say(
          "The bundle %s is gone; this is what the record says."
              .formatted(view.path("bundle").path("version").asText()));
    }
    view.path("policies")
        .forEach(policy ->
            policy(
                policy.path("id").asText(),
                policy.path("file").asText("-") + ", line " + policy.path("line").asText("-"),
                policy.path("message").asText(),
                StreamSupport.stream(policy.path("grounds").spliterator(), false)
                    .map(ground -> ground.path("attribute").asText() + " " + texts(ground))
                    .collect(Collectors.joining("; "))));
    String text = view.path("text").asText();
    view.path("spans")
        .forEach(span ->
            span(
                text.substring(span.path("start").asInt(), span.path("end").asInt()),
                span.path("attribute").asText() + " " + span.path("value").asText(),
                span.path("decisive").asBoolean()));
    remedy(view.path("remedy"));
  }

  private static String texts(JsonNode ground) {
    return StreamSupport.stream(ground.path("values").spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private void remedy(JsonNode remedy) {
    switch (remedy.path("kind").asText()) {
      case "change" -> {
        lines.say("What would pass:");
        remedy
            .path("settings")
            .forEach(each ->
                setting(
                    each.path("name").asText(),
                    each.path("from").asText(),
                    each.path("to").asText()));
        remedy.path("removals").forEach(each -> removal(each.path("text").asText()));
        unweighed(remedy.path("settings").size() + remedy.path("removals").size());
        lines.label("leaves", remedy.path("prompt").asText());
      }
      case "not-found" -> notFound(remedy.path("words").asInt());
      case "withheld" -> withheld(remedy.path("policy").asText());
      case "not-needed" -> lines.say("It passes as it is.");
      default -> lines.say("What would pass is not known.");
    }
  }

  private void decided(boolean allowed) {
    lines.say(allowed ? "The request is allowed." : "The request is refused.");
  }

  private void policy(ExplainedPolicy policy) {
    policy(
        policy.rule().id(),
        "%s, line %d".formatted(policy.rule().file(), policy.rule().line()),
        policy.rule().message(),
        policy.grounds().stream().map(this::text).collect(Collectors.joining("; ")));
  }

  private String text(Ground ground) {
    return ground.attribute() + " " + String.join(", ", ground.values());
  }

  private void policy(String id, String place, String message, String grounds) {
    lines.say("%s (%s)".formatted(id, place));
    lines.label("says", message);
    if (!grounds.isEmpty()) {
      lines.label("reads", grounds);
    }
  }

  private void span(String words, String why, boolean decisive) {
    lines.say("  \"%s\" counts for %s%s".formatted(words, why, decisive ? "" : ", with others"));
  }

  private void setting(String name, String from, String to) {
    lines.label(name, to + " instead of " + from);
  }

  private void removal(String words) {
    lines.label("without", "\"" + words + "\"");
  }

  /** What would pass is always told without weights. */
  private void unweighed(int changes) {
    if (changes == 0) {
      lines.say("  the same words without their weights");
    }
  }

  private void notFound(int words) {
    lines.say("Leaving out up to %d words does not make it pass.".formatted(words));
  }

  private void withheld(String policy) {
    lines.say("What would pass is told to nobody: policy %s says so.".formatted(policy));
  }
}
