package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.Decisions;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.rewriting.Rewriter;
import dev.imprimatur.policy.rewriting.Rewriting;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A checked bundle in use. It does not change, and any number of threads may share it. */
public final class PolicyBundle {
  private final String version;
  private final String hash;
  private final Decisions decisions;
  private final Rewriter rewriter;
  private final ImageThresholds thresholds;
  private final List<Licence> licences;

  PolicyBundle(
      String version,
      String hash,
      Decisions decisions,
      Rewriter rewriter,
      ImageThresholds thresholds,
      List<Licence> licences) {
    this.version = version;
    this.hash = hash;
    this.decisions = decisions;
    this.rewriter = rewriter;
    this.thresholds = thresholds;
    this.licences = List.copyOf(licences);
  }

  /**
   * Reads and checks a bundle.
   *
   * @param folder laid out as {@code policies/default}
   * @throws InvalidBundleException with every defect, if there is any
   */
  public static PolicyBundle load(Path folder) throws InvalidBundleException {
    return BundleReader.read(folder);
  }

  /** The name and version, for example {@code default-1}. */
  public String version() {
    return version;
  }

  /** SHA-256 of everything in the bundle, lower-case hex. */
  public String hash() {
    return hash;
  }

  /** Whether a request may be drawn. */
  public Decision decide(PolicyRequest request) {
    return decisions.decide(request);
  }

  /**
   * What is drawn for a prompt.
   *
   * @param count images, at least 1
   * @param seed that of the request; the same seed always gives the same rewriting
   */
  public Rewriting rewrite(NormalisedPrompt prompt, int count, long seed, RewritingChoice choice) {
    return choice == RewritingChoice.DECLINE
        ? rewriter.declined(prompt, count)
        : rewriter.rewrite(prompt, count, seed);
  }

  /** For each image check the score, 0 to 1, from which each category is flagged. */
  public Map<String, Map<String, Double>> imageThresholds() {
    return thresholds.checks();
  }

  /** The licence of that id, if there is one. */
  public Optional<Licence> licence(String id) {
    return licences.stream().filter(licence -> licence.id().equals(id)).findFirst();
  }
}
