package dev.imprimatur.stack.command;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.ModelReference;
import dev.imprimatur.policy.decision.Phase;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Principal;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.decision.StartKind;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.explanation.Explainer;
import dev.imprimatur.policy.explanation.Reader;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.prompt.WeightedReading;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a decision. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Tells why a request is decided as it is, and the smallest change that would pass.",
      "With a prompt it asks a bundle's folder, and nothing is recorded; with the id of a request it",
      "asks the running system."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class PolicyExplainCommand implements Callable<Integer> {
  private static final PromptNormaliser NORMALISER = new PromptNormaliser();

  private static final String USER = "portal-user";

  @Parameters(
      index = "0",
      paramLabel = "WHAT",
      description = "A bundle's folder, or a request's id.")
  private String what;

  @Parameters(index = "1", arity = "0..1", paramLabel = "PROMPT", description = "As typed.")
  private @Nullable String prompt;

  @Option(
      names = "--role",
      defaultValue = USER,
      paramLabel = "ROLE",
      description = "Of who asks; ${DEFAULT-VALUE} unless given.")
  private Set<String> roles;

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      description = "To which they belong, whose rules are asked as well; none unless given.")
  private @Nullable String tenant;

  @Option(
      names = "--licence",
      defaultValue = "imprimatur-cartoon-1",
      paramLabel = "ID",
      description = "Of the model; ${DEFAULT-VALUE} unless given.")
  private String licence;

  @Option(
      names = "--start",
      defaultValue = "noise",
      converter = StartKindConverter.class,
      paramLabel = "KIND",
      description =
          "What the pictures start from: noise, picture or upload; ${DEFAULT-VALUE} unless given.")
  private StartKind start;

  @Option(names = "--steps", defaultValue = "20", paramLabel = "N", description = "Steps.")
  private int steps;

  @Option(names = "--count", defaultValue = "1", paramLabel = "N", description = "Pictures.")
  private int count;

  @Option(
      names = "--reason",
      paramLabel = "WHY",
      description = "Why an officer looks at somebody's request; for the log.")
  private @Nullable String reason;

  @Mixin private PolicyLogin login;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return prompt == null ? recorded() : offline(prompt);
  }

  private int offline(String text) {
    var lines = new Lines(spec.commandLine().getOut());
    Optional<PolicyBundle> bundle = BundleFolder.of(Path.of(what)).load(lines);
    if (bundle.isEmpty()) {
      return 1;
    }
    return switch (NORMALISER.normaliseWeighted(text)) {
      case WeightedReading.Defective(String rule) -> {
        lines.say("The prompt " + rule + ".");
        yield 1;
      }
      case WeightedReading.Read(NormalisedPrompt read) -> {
        tell(bundle.get(), request(read), lines);
        yield 0;
      }
    };
  }

  private static void tell(PolicyBundle bundle, PolicyRequest request, Lines lines) {
    request
        .principal()
        .tenant()
        .filter(asked -> bundle.rules(Optional.of(asked)).equals(bundle.contents().rules()))
        .ifPresent(asked ->
            lines.say(
                "The bundle has no policies for the tenant %s; its own hold."
                    .formatted(asked.id())));
    new ExplanationReport(lines)
        .tell(new Explainer(bundle).explain(request, Reader.OFFICER), request.prompt().text());
  }

  private PolicyRequest request(NormalisedPrompt read) {
    return new PolicyRequest(
        new Principal("nobody", roles, tenant()),
        new ModelReference("any", licence),
        read,
        NORMALISER.normalise(""),
        256,
        256,
        steps,
        count,
        5,
        start,
        Phase.ORIGINAL,
        RewritingChoice.ACCEPT,
        Optional.empty());
  }

  private Optional<Tenant> tenant() {
    try {
      return Optional.ofNullable(tenant).map(Tenant::new);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private int recorded() throws IOException, InterruptedException {
    String address =
        reason == null
            ? "/api/generations/%s/explanation".formatted(segment(what))
            : "/api/audit/generations/%s/explanation?reason=%s"
                .formatted(segment(what), segment(reason));
    return login.run(
        reason == null ? USER : PolicyLogin.OFFICER,
        spec.commandLine().getOut(),
        policies -> {
          new ExplanationReport(policies.lines()).tell(policies.get(address));
          return 0;
        });
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
