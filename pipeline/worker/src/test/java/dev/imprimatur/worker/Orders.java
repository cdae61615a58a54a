package dev.imprimatur.worker;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.contract.CheckOrder;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.ImageOrder;
import dev.imprimatur.contract.OwnCheckerOrder;
import dev.imprimatur.contract.Sampler;
import dev.imprimatur.contract.StartOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Orders for the embedded model. */
final class Orders {
  static final Path MODELS = Path.of(System.getProperty("imprimatur.root", "."), "pipeline/models");

  private Orders() {}

  static GenerationOrder of(int steps) throws Exception {
    return of(steps, modelHash(), "nsfw", Instant.now().plusSeconds(300));
  }

  static GenerationOrder of(int steps, String modelHash, String check, Instant expiresAt) {
    return of(steps, modelHash, check, expiresAt, Sampler.DPM_SOLVER_MULTISTEP);
  }

  static GenerationOrder of(int steps, Sampler sampler) throws Exception {
    return of(steps, modelHash(), "nsfw", Instant.now().plusSeconds(300), sampler);
  }

  /** An order of that many pixels along each side. */
  static GenerationOrder of(int steps, int side) throws Exception {
    Instant expiresAt = Instant.now().plusSeconds(300);
    return of(steps, side, modelHash(), "nsfw", expiresAt, Sampler.DPM_SOLVER_MULTISTEP);
  }

  private static GenerationOrder of(
      int steps, String modelHash, String check, Instant expiresAt, Sampler sampler) {
    return of(steps, 128, modelHash, check, expiresAt, sampler);
  }

  private static GenerationOrder of(
      int steps, int side, String modelHash, String check, Instant expiresAt, Sampler sampler) {
    return new GenerationOrder(
        UUID.randomUUID(),
        "cartoon",
        modelHash,
        List.of(new ImageOrder(0, "a sloth in a forest", List.of(), 7)),
        "",
        List.of(),
        Optional.empty(),
        side,
        side,
        steps,
        5,
        sampler,
        true,
        List.of(new CheckOrder(check, Map.of("porn", 0.9))),
        Optional.empty(),
        expiresAt.minusSeconds(600),
        expiresAt);
  }

  /** An order of one step that asks for the model's own safety checker. */
  static GenerationOrder with(String modelHash, OwnCheckerOrder checker) {
    GenerationOrder plain = of(1, modelHash, "nsfw", Instant.now().plusSeconds(300));
    return changed(plain, Optional.empty(), plain.checks(), Optional.of(checker));
  }

  /** An order of two steps that starts from a picture of 128 x 128, checked with one threshold. */
  static GenerationOrder from(StartOrder start, String category, double threshold)
      throws Exception {
    return changed(
        of(2),
        Optional.of(start),
        List.of(new CheckOrder("nsfw", Map.of(category, threshold))),
        Optional.empty());
  }

  /** The same with other checks. */
  static GenerationOrder with(GenerationOrder plain, List<CheckOrder> checks) {
    return changed(plain, plain.start(), checks, plain.ownChecker());
  }

  private static GenerationOrder changed(
      GenerationOrder plain,
      Optional<StartOrder> start,
      List<CheckOrder> checks,
      Optional<OwnCheckerOrder> checker) {
    return new GenerationOrder(
        plain.jobId(),
        plain.model(),
        plain.modelHash(),
        plain.images(),
        plain.negativePrompt(),
        plain.negativeWeights(),
        start,
        plain.width(),
        plain.height(),
        plain.steps(),
        plain.guidanceScale(),
        plain.sampler(),
        plain.previews(),
        checks,
        checker,
        plain.issuedAt(),
        plain.expiresAt());
  }

  static String modelHash() throws Exception {
    return JsonMapper.builder()
        .build()
        .readTree(MODELS.resolve("cartoon/model.json").toFile())
        .path("hash")
        .asText();
  }
}
