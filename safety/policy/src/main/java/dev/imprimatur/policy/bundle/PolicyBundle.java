package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.Decisions;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.decision.Rule;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.defect.Defect;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.policy.preset.Preset;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import dev.imprimatur.policy.rewriting.DiversityRules;
import dev.imprimatur.policy.rewriting.ModelEmphasis;
import dev.imprimatur.policy.rewriting.Rewriter;
import dev.imprimatur.policy.rewriting.Rewriting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A checked bundle in use. It does not change, and any number of threads may share it. */
public final class PolicyBundle {
  private final String version;
  private final BundleFiles files;
  private final Manifest manifest;
  private final Decisions decisions;
  private final Rewriter rewriter;
  private final BundleContents contents;

  PolicyBundle(
      String version,
      BundleFiles files,
      Manifest manifest,
      Decisions decisions,
      Rewriter rewriter,
      BundleContents contents) {
    this.version = version;
    this.files = files;
    this.manifest = manifest;
    this.decisions = decisions;
    this.rewriter = rewriter;
    this.contents = contents;
  }

  /**
   * Reads and checks a bundle.
   *
   * @param folder laid out as {@code policies/default}
   * @throws InvalidBundleException with every defect, if there is any
   */
  public static PolicyBundle load(Path folder) throws InvalidBundleException {
    try {
      return check(BundleFiles.read(folder));
    } catch (IOException e) {
      throw new InvalidBundleException(
          List.of(Defect.of(folder + "/", "the folder cannot be read: " + e.getMessage())));
    }
  }

  /**
   * Checks a bundle.
   *
   * @throws InvalidBundleException with every defect, if there is any
   */
  public static PolicyBundle check(BundleFiles files) throws InvalidBundleException {
    return BundleReader.read(files, OptionalInt.empty());
  }

  /**
   * Checks a bundle that has become a numbered version, so that its decisions name the number.
   *
   * @throws InvalidBundleException with every defect, if there is any
   */
  public static PolicyBundle check(BundleFiles files, int number) throws InvalidBundleException {
    return BundleReader.read(files, OptionalInt.of(number));
  }

  /**
   * The name and version, for example {@code default-1}; of a numbered version also the number, as
   * in {@code default-1 (number 7)}.
   */
  public String version() {
    return version;
  }

  /** SHA-256 of the manifest and so of everything in the bundle, lower-case hex. */
  public String hash() {
    return manifest.hash();
  }

  /** The bundle's files, of which others can be made. */
  public BundleFiles files() {
    return files;
  }

  /** The bundle's files with their hashes. */
  public Manifest manifest() {
    return manifest;
  }

  /** What the bundle says. */
  public BundleContents contents() {
    return contents;
  }

  /** Whether a request may be drawn, under what the bundle adds for its tenant. */
  public Decision decide(PolicyRequest request) {
    return decisions.decide(request);
  }

  /**
   * What is drawn for a prompt.
   *
   * @param count images, at least 1
   * @param seed that of the request; the same seed always gives the same rewriting
   * @param model the id of the model that draws, on which hangs what words weigh, and no word
   */
  public Rewriting rewrite(
      NormalisedPrompt prompt, int count, long seed, RewritingChoice choice, String model) {
    return choice == RewritingChoice.DECLINE
        ? rewriter.declined(prompt, count)
        : rewriter.rewrite(prompt, count, seed, model);
  }

  /** The axes of the diversity rewriting, with the shares drawn for somebody whom a noun names. */
  public List<DiversityRules.Axis> diversityAxes(String noun) {
    return rewriter.axes(noun);
  }

  /** Which of the diversity rewriting's words weigh more where a model draws. */
  public Optional<ModelEmphasis> emphasis(String model) {
    return rewriter.emphasis(model);
  }

  /** Which target the diversity rewriting follows. */
  public String diversityTarget() {
    return rewriter.targetVersion();
  }

  /** For each image check the score, 0 to 1, from which each category is flagged for a tenant. */
  public Map<String, Map<String, Double>> imageThresholds(Optional<Tenant> tenant) {
    return override(tenant).map(TenantOverride::imageThresholds).orElse(contents.imageThresholds());
  }

  /** The thresholds for requests under the obligation of stricter images; none is higher. */
  public Map<String, Map<String, Double>> stricterImageThresholds(Optional<Tenant> tenant) {
    return override(tenant)
        .map(TenantOverride::stricterImageThresholds)
        .orElse(contents.stricterImageThresholds());
  }

  /** The policies that requests of a tenant are put to: the bundle's, then the tenant's. */
  public List<Rule> rules(Optional<Tenant> tenant) {
    return Stream.concat(
            contents.rules().stream(),
            override(tenant).stream().flatMap(own -> own.rules().stream()))
        .toList();
  }

  private Optional<TenantOverride> override(Optional<Tenant> tenant) {
    return tenant.flatMap(
        id -> contents.tenants().stream().filter(own -> own.tenant().equals(id)).findFirst());
  }

  /** What comes of the safety checker that a model brings along. */
  public SafetyCheckerRule safetyChecker() {
    return contents.safetyChecker();
  }

  /** Under what pictures may be brought to start from; not at all if empty. */
  public Optional<UploadRule> uploads() {
    return contents.uploads();
  }

  /** The preset of that id, if there is one. */
  public Optional<Preset> preset(String id) {
    return contents.presets().stream().filter(preset -> preset.id().equals(id)).findFirst();
  }

  /** The licence of that id, if there is one. */
  public Optional<Licence> licence(String id) {
    return contents.licences().stream().filter(licence -> licence.id().equals(id)).findFirst();
  }
}
