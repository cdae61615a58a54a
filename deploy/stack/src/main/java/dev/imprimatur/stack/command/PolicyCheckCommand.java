package dev.imprimatur.stack.command;

import dev.imprimatur.policy.bundle.BundleContents;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.bundle.TenantOverride;
import dev.imprimatur.policy.licence.Licence;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a bundle. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a bundle, changing nothing.",
      "It looks at the syntax and types of the policies, at the lists, licences and tests, that no",
      "entry of a list would refuse everyday requests, and that what is added for a tenant can only",
      "tighten.",
      "Exits with 0 if the bundle can be used, with 1 and every defect's file, line and reason if",
      "it cannot."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class PolicyCheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The bundle's folder; this installation's unless given.")
  private @Nullable Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var lines = new Lines(spec.commandLine().getOut());
    BundleFolder named = BundleFolder.of(folder);
    Optional<PolicyBundle> bundle = named.load(lines);
    bundle.ifPresent(found -> tell(found, lines));
    return bundle.isPresent() ? 0 : 1;
  }

  private static void tell(PolicyBundle bundle, Lines lines) {
    BundleContents contents = bundle.contents();
    lines.say("The bundle %s can be used.".formatted(bundle.version()));
    lines.label("SHA-256", bundle.hash());
    lines.label("Files", bundle.manifest().hashes().size());
    lines.label("Policies", contents.rules().size());
    lines.label(
        "Terms",
        "%d in %d categories"
            .formatted(
                contents.terms().size(),
                contents.terms().stream().map(term -> term.category()).distinct().count()));
    lines.label("Persons", contents.persons().size());
    lines.label("Presets", contents.presets().size());
    lines.label(
        "Uploads",
        contents.uploads().map(rule -> "under declaration " + rule.version()).orElse("none"));
    lines.label(
        "Licences",
        contents.licences().stream()
            .map(PolicyCheckCommand::text)
            .collect(Collectors.joining(", ")));
    lines.label(
        "Tenants",
        contents.tenants().isEmpty()
            ? "none"
            : contents.tenants().stream()
                .map(PolicyCheckCommand::text)
                .collect(Collectors.joining(", ")));
    lines.label("Tests", contents.tests().size() + ", run by ./imprimatur policy test");
  }

  private static String text(TenantOverride tenant) {
    return "%s (%d policies, %d terms)"
        .formatted(tenant.tenant().id(), tenant.rules().size(), tenant.terms().size());
  }

  private static String text(Licence licence) {
    return "%s (%d clauses)".formatted(licence.id(), licence.clauses().size());
  }
}
