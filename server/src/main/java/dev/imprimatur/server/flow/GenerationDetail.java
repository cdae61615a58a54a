package dev.imprimatur.server.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.imprimatur.contract.CheckOrder;
import dev.imprimatur.contract.ImageOrder;
import dev.imprimatur.contract.OwnCheckerOrder;
import dev.imprimatur.contract.RunTrace;
import dev.imprimatur.policy.decision.Obligation;
import dev.imprimatur.policy.rehearsal.Ruling;
import dev.imprimatur.policy.rewriting.ImageRewrite;
import dev.imprimatur.policy.rewriting.Reason;
import dev.imprimatur.server.flow.DecisionDetail.ObligationDetail;
import dev.imprimatur.server.flow.DecisionDetail.PolicyDetail;
import dev.imprimatur.server.flow.StartDetail.UploadDetail;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of a generation, encrypted: what the owner and the officers see. It is
 * written at admission and once more at the end.
 *
 * @param model id
 * @param modelTitle for people
 * @param modelHash of the approved checkpoint
 * @param licence under which it was asked for
 * @param asked what else the decision hung on; none in records from before it was kept
 * @param original the prompt as typed, with the words of a preset
 * @param prompt the prompt as normalised
 * @param negativePrompt as normalised
 * @param weights which words count more or less; none where brackets were text, and in records from
 *     before weights were read
 * @param start the picture that these start from; none where they start from noise
 * @param width in pixels
 * @param height in pixels
 * @param steps denoising steps
 * @param guidanceScale of classifier-free guidance
 * @param sampler its wire name
 * @param seed of the first image
 * @param count images
 * @param normalisation what was changed before anything was decided
 * @param decision of policy on the prompt, or the one that refused a rewritten text
 * @param rewriting none if the request was refused before
 * @param checks that every picture must pass; none if the request was refused
 * @param ownChecker how every picture must be looked at with the model's own safety checker; none
 *     where it has none
 * @param images as drawn; empty before
 * @param denial why policy refused
 * @param failure why nothing was drawn
 * @param review what an officer decided, where policy demanded one
 * @param notices what the worker wants told, for example that a prompt was cut
 * @param worker who drew
 * @param trace how, for replay
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record GenerationDetail(
    String model,
    String modelTitle,
    String modelHash,
    LicenceDetail licence,
    @Nullable AskedDetail asked,
    String original,
    String prompt,
    String negativePrompt,
    @Nullable WeightsDetail weights,
    @Nullable StartDetail start,
    int width,
    int height,
    int steps,
    double guidanceScale,
    String sampler,
    long seed,
    int count,
    List<String> normalisation,
    DecisionDetail decision,
    @Nullable RewritingDetail rewriting,
    List<CheckOrder> checks,
    @Nullable OwnCheckerOrder ownChecker,
    List<ImageDetail> images,
    @Nullable Denial denial,
    @Nullable Failure failure,
    @Nullable ReviewDetail review,
    List<String> notices,
    @Nullable String worker,
    @Nullable RunTrace trace) {
  public GenerationDetail {
    normalisation = List.copyOf(normalisation);
    checks = List.copyOf(checks);
    images = List.copyOf(images);
    notices = List.copyOf(notices);
  }

  /** Leaves out what was typed, so that none of it reaches a log file by accident. */
  @Override
  public String toString() {
    return "GenerationDetail[" + model + "]";
  }

  long imageSeed(int index) {
    return (seed + index) % (ImageOrder.MAXIMUM_SEED + 1);
  }

  String imagePrompt(int index) {
    return rewriting == null ? prompt : rewriting.images().get(index).prompt();
  }

  /** The tenant under whose rules it was decided, if under any. */
  public Optional<String> tenant() {
    return Optional.ofNullable(asked).map(AskedDetail::tenant);
  }

  /** Whether policy demands that an officer looks first. */
  boolean needsReview() {
    return decision.obligations().stream()
            .anyMatch(obligation -> obligation.kind().equals(Obligation.Kind.REVIEW.id()))
        || brought().map(UploadDetail::needsReview).orElse(false);
  }

  /** What somebody brought to start from, if it was so. */
  public Optional<UploadDetail> brought() {
    return Optional.ofNullable(start).flatMap(StartDetail::brought);
  }

  GenerationDetail drawn(
      List<ImageDetail> drawnImages, List<String> noticed, String byWorker, RunTrace traced) {
    return ended(start, drawnImages, denial, null, null, noticed, byWorker, traced);
  }

  GenerationDetail failed(Failure why) {
    return ended(start, images, denial, why, null, notices, worker, trace);
  }

  GenerationDetail reviewed(List<ImageDetail> decidedImages, ReviewDetail decided) {
    return ended(start, decidedImages, denial, null, decided, notices, worker, trace);
  }

  /** With what the checks said of the picture that somebody brought to start from. */
  GenerationDetail startChecked(List<CheckDetail> said) {
    @Nullable StartDetail checked = start == null ? null : start.checked(said);
    return ended(checked, images, denial, failure, review, notices, worker, trace);
  }

  GenerationDetail denied(Denial why, String byWorker) {
    return ended(start, images, why, null, null, notices, byWorker, trace);
  }

  private GenerationDetail ended(
      @Nullable StartDetail startedFrom,
      List<ImageDetail> drawnImages,
      @Nullable Denial refused,
      @Nullable Failure why,
      @Nullable ReviewDetail decided,
      List<String> noticed,
      @Nullable String byWorker,
      @Nullable RunTrace traced) {
    return new GenerationDetail(
        model,
        modelTitle,
        modelHash,
        licence,
        asked,
        original,
        prompt,
        negativePrompt,
        weights,
        startedFrom,
        width,
        height,
        steps,
        guidanceScale,
        sampler,
        seed,
        count,
        normalisation,
        decision,
        rewriting,
        checks,
        ownChecker,
        drawnImages,
        refused,
        why,
        decided,
        noticed,
        byWorker,
        traced);
  }

  /** What policy decided in the end; a picture that a check refused later changes nothing. */
  public Ruling ruling() {
    return Ruling.of(
        decision.effect().equals("permit"),
        denial == null || decision.effect().equals("permit") ? "" : denial.code(),
        Stream.concat(
                decision.policies().stream(),
                decision.obligations().stream().map(ObligationDetail::policy))
            .map(PolicyDetail::id)
            .toList(),
        decision.obligations().stream().map(ObligationDetail::kind).toList());
  }

  /**
   * What a decision hangs on beside the words and the settings.
   *
   * @param roles of who asked, sorted
   * @param tenant to whom they belonged, if to any; not known in records from before there were any
   * @param rewriting {@code accept} or {@code decline}
   * @param justification for declining
   * @param preset the id of the preset whose words the prompts have; none if none was named
   */
  public record AskedDetail(
      List<String> roles,
      @Nullable String tenant,
      String rewriting,
      @Nullable String justification,
      @Nullable String preset) {
    public AskedDetail {
      roles = List.copyOf(roles);
    }
  }

  /**
   * What the rewriter did.
   *
   * @param choice {@code accept}, {@code decline}, or {@code required} where the user declined and
   *     policy demands it
   */
  public record RewritingDetail(
      String choice,
      @Nullable String justification,
      boolean changed,
      String targetVersion,
      List<ImageRewrite> images,
      List<Reason> reasons) {}

  /**
   * An officer's decision on held pictures.
   *
   * @param officer pseudonym
   * @param released how many pictures
   * @param at ISO 8601, UTC
   */
  public record ReviewDetail(String officer, int released, String reason, String at) {}

  /** A refusal by policy. */
  public record Denial(String code, String message, List<String> categories) {}

  /** A fault, or a cancellation. */
  public record Failure(String code, String message) {}
}
