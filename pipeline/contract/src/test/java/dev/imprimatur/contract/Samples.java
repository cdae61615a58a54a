package dev.imprimatur.contract;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Valid messages and keys for the tests of this package. */
final class Samples {
  static final UUID JOB = UUID.fromString("00000000-0000-4000-8000-000000000001");
  static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  static final String HASH = "ab".repeat(32);

  private Samples() {}

  static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static GenerationOrder order() {
    return new GenerationOrder(
        JOB,
        "cartoon",
        HASH,
        List.of(
            new ImageOrder(0, "a sloth", List.of(new WordWeight(2, 7, 1.2)), 7),
            new ImageOrder(1, "a panda", List.of(), 8)),
        "",
        List.of(),
        Optional.of(
            new StartOrder(
                new SentPicture(new byte[] {1}, HASH),
                0.6,
                true,
                Optional.of(new SentPicture(new byte[] {2}, HASH)))),
        256,
        256,
        20,
        5.0,
        Sampler.DDIM,
        true,
        List.of(new CheckOrder("nsfw", Map.of("porn", 0.5))),
        Optional.of(new OwnCheckerOrder(HASH, 0.02, true)),
        NOW,
        NOW.plusSeconds(60));
  }

  /** A report in which every concept is that far from its threshold. */
  static OwnCheckerReport checker(double distance) {
    return new OwnCheckerReport(
        "1", HASH, Collections.nCopies(3, distance), Collections.nCopies(17, distance));
  }

  static GenerationResult result() {
    var report = new CheckReport("nsfw", "1", HASH, Map.of("porn", 0.1), false);
    var trace = new RunTrace(HASH, "1", "cpu", Map.of("torch", "2.7.1"), List.of());
    var image =
        new DrawnImage(0, new byte[] {1, 2, 3}, HASH, List.of(report), Optional.of(checker(-0.1)));
    return new GenerationResult(
        JOB,
        HASH,
        "worker-1",
        NOW,
        new GenerationOutcome.Drawn(
            List.of(image),
            trace,
            List.of(),
            Optional.of(new StartReport(image.checks(), Optional.empty()))));
  }
}
