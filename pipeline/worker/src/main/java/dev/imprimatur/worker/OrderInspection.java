package dev.imprimatur.worker;

import dev.imprimatur.contract.CheckReport;
import dev.imprimatur.contract.DrawnImage;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.OwnCheckerOrder;
import dev.imprimatur.contract.OwnCheckerReport;
import dev.imprimatur.contract.StartReport;
import dev.imprimatur.diffusion.OwnChecker;
import dev.imprimatur.diffusion.safety.SafetyDistances;
import dev.imprimatur.picture.Png;
import dev.imprimatur.provenance.PixelHash;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * How the pictures of one order are looked at: with every check of the build, and with the model's
 * own safety checker where the order asks for it.
 */
sealed interface OrderInspection {
  /** Everything that the order asks for is here. */
  record Ready(GenerationOrder order, PictureInspection checks, Optional<OwnChecker> checker)
      implements OrderInspection {
    /** What the model's own checker says of a picture; on the thread that draws. */
    Optional<OwnCheckerReport> own(BufferedImage picture) {
      return checker.map(own -> report(own, picture));
    }

    /** A finished picture with what was said of it, by the model's own checker before. */
    DrawnImage drawn(int index, BufferedImage picture, Optional<OwnCheckerReport> own) {
      return new DrawnImage(
          index,
          Png.encode(picture),
          PixelHash.of(picture),
          checks.inspect(picture, order.checks()),
          own);
    }

    /** What is said of a picture to start from; on the thread that draws. */
    StartReport start(BufferedImage picture) {
      return new StartReport(checks.inspect(picture, order.checks()), own(picture));
    }

    /** Whether a picture must not be shown, of which the model's own checker said that before. */
    boolean flags(BufferedImage picture, Optional<OwnCheckerReport> own) {
      return ownFlags(own) || checks.flags(picture, order.checks());
    }

    /** Whether nothing may be drawn from a picture of which this was said. */
    boolean flags(StartReport report) {
      return report.checks().stream().anyMatch(CheckReport::flagged)
          || ownFlags(report.ownChecker());
    }

    private boolean ownFlags(Optional<OwnCheckerReport> report) {
      return report
          .flatMap(own -> order.ownChecker().map(asked -> asked.flagged(own)))
          .orElse(false);
    }
  }

  /**
   * The model's own safety checker is not the one that was approved.
   *
   * @param what for operators
   */
  record Lacking(String what) implements OrderInspection {}

  /** Compares what the order asks for with what is here. */
  static OrderInspection of(
      GenerationOrder order, PictureInspection checks, Optional<OwnChecker> checker) {
    if (order.ownChecker().isEmpty()) {
      return new Ready(order, checks, Optional.empty());
    }
    String approved = order.ownChecker().map(OwnCheckerOrder::weightsHash).orElseThrow();
    String held = checker.map(OwnChecker::hash).orElse("none");
    return held.equals(approved)
        ? new Ready(order, checks, checker)
        : new Lacking(
            "the model's own safety checker here is " + held + ", approved was " + approved);
  }

  private static OwnCheckerReport report(OwnChecker checker, BufferedImage picture) {
    SafetyDistances distances = checker.compare(picture);
    return new OwnCheckerReport(
        OwnChecker.VERSION,
        checker.hash(),
        bounded(distances.specialCare()),
        bounded(distances.concepts()));
  }

  /** Weights that give no number count as if the concept showed. */
  private static List<Double> bounded(List<Float> distances) {
    return distances.stream()
        .map(distance -> distance.isNaN() ? 2.0 : Math.clamp(distance, -2.0, 2.0))
        .toList();
  }
}
