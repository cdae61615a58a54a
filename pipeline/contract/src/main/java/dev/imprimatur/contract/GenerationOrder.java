package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;
import static dev.imprimatur.contract.Requirements.requireHash;
import static dev.imprimatur.contract.Requirements.requireText;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What the server asks a worker to draw. Everything in it was approved; a worker adds nothing and
 * leaves nothing out.
 *
 * @param jobId idempotency key: however often an order arrives, it has one outcome
 * @param model the model's id, a folder of the worker's models
 * @param modelHash SHA-256 of the checkpoint that was approved, lower-case hex
 * @param images the pictures, in order of their index, from 0
 * @param negativePrompt what to steer away from; may be empty
 * @param negativeWeights of its words that count more or less
 * @param start what the pictures start from; noise alone if empty
 * @param width in pixels, a multiple of 8
 * @param height in pixels, a multiple of 8
 * @param steps denoising steps, at least 1
 * @param guidanceScale classifier-free guidance; off at 1 and below
 * @param sampler the scheduler to step with
 * @param previews whether progress carries previews
 * @param checks the checks that every picture must pass
 * @param ownChecker to look with the model's own safety checker as well; nothing where it has none
 * @param issuedAt when the server signed it
 * @param expiresAt from when on a worker must refuse it
 */
public record GenerationOrder(
    UUID jobId,
    String model,
    String modelHash,
    List<ImageOrder> images,
    String negativePrompt,
    List<WordWeight> negativeWeights,
    Optional<StartOrder> start,
    int width,
    int height,
    int steps,
    double guidanceScale,
    Sampler sampler,
    boolean previews,
    List<CheckOrder> checks,
    Optional<OwnCheckerOrder> ownChecker,
    Instant issuedAt,
    Instant expiresAt) {

  public GenerationOrder {
    requireText(model, "model");
    requireHash(modelHash, "modelHash");
    images = List.copyOf(images);
    checks = List.copyOf(checks);
    negativeWeights = WordWeight.checked(negativeWeights, negativePrompt);
    require(!images.isEmpty(), "images must not be empty");
    List<ImageOrder> ordered = images;
    require(
        IntStream.range(0, ordered.size()).allMatch(i -> ordered.get(i).index() == i),
        "images must be numbered from 0 in order");
    require(width > 0 && width % 8 == 0, "width must be a positive multiple of 8");
    require(height > 0 && height % 8 == 0, "height must be a positive multiple of 8");
    require(steps >= 1, "steps must be at least 1");
    require(
        Double.isFinite(guidanceScale) && guidanceScale >= 0,
        "guidanceScale must be finite and not negative");
    require(issuedAt.isBefore(expiresAt), "issuedAt must be before expiresAt");
  }

  /** Names the job and its shape, never a prompt: it is what log lines print. */
  @Override
  public String toString() {
    return "GenerationOrder[%s, %s, %dx%d, %d steps, %d pictures]"
        .formatted(jobId, model, width, height, steps, images.size());
  }
}
