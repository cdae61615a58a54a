package dev.imprimatur.stack.command;

import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.stack.installation.Installation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder of a bundle that a command is about. */
record BundleFolder(Path path) {

  /** The folder that was named, or else this installation's. */
  static BundleFolder of(@Nullable Path named) {
    return new BundleFolder(named == null ? Installation.from(System.getenv()).policies() : named);
  }

  /** The bundle, if it can be used; its defects are written otherwise. */
  Optional<PolicyBundle> load(Lines lines) {
    try {
      return Optional.of(PolicyBundle.load(path));
    } catch (InvalidBundleException e) {
      List<Defect> defects = e.defects();
      lines.say(
          "The bundle in %s is refused for %d defect%s:"
              .formatted(path, defects.size(), defects.size() == 1 ? "" : "s"));
      defects.forEach(defect -> lines.say("  %s".formatted(defect)));
      return Optional.empty();
    }
  }
}
