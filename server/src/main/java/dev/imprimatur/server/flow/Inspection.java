package dev.imprimatur.server.flow;

import dev.imprimatur.contract.CheckOrder;
import dev.imprimatur.contract.CheckReport;
import dev.imprimatur.contract.DrawnImage;
import dev.imprimatur.contract.OwnCheckerOrder;
import dev.imprimatur.contract.OwnCheckerReport;
import dev.imprimatur.contract.StartReport;
import dev.imprimatur.provenance.PixelHash;
import dev.imprimatur.server.flow.StartDetail.UploadDetail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a worker's answer and believes little of it: the pictures must be those of the order,
 * their pixels must have the hash that is stated, every check of the order must have been made in
 * every category, and whether a score is too high is decided here.
 */
final class Inspection {
  private Inspection() {}

  static Classified classify(Drawn answered) throws AnswerRefusedException {
    Drawn drawn = answered.withStart(start(answered.detail(), answered.answer().start()));
    require(
        drawn.startChecks().stream().noneMatch(CheckDetail::flagged),
        "a picture was drawn from one that is flagged");
    GenerationDetail detail = drawn.detail();
    List<DrawnImage> images = drawn.answer().images();
    require(images.size() == detail.count(), "the answer has another number of pictures");
    require(
        drawn.answer().trace().modelHash().equals(detail.modelHash()),
        "another checkpoint drew the pictures");
    var pictures = new ArrayList<Classified.Picture>();
    for (int index = 0; index < images.size(); index++) {
      require(images.get(index).index() == index, "the pictures are not in order");
      pictures.add(classify(images.get(index), detail));
    }
    return new Classified(drawn, pictures);
  }

  /**
   * What the checks said of a picture that somebody brought to start from, those included that only
   * say whether an officer is to look first; nothing where nobody brought one.
   */
  static List<CheckDetail> start(GenerationDetail detail, Optional<StartReport> report)
      throws AnswerRefusedException {
    Optional<UploadDetail> brought = detail.brought();
    if (brought.isEmpty()) {
      return List.of();
    }
    require(report.isPresent(), "nobody looked at the picture that was brought");
    List<CheckReport> reports = report.orElseThrow().checks();
    var checks = new ArrayList<>(checks(detail, reports, report.orElseThrow().ownChecker()));
    for (CheckOrder review : brought.get().review()) {
      if (checks.stream().noneMatch(check -> check.name().equals(review.name()))) {
        checks.add(check(reports, review).unflagged());
      }
    }
    return checks;
  }

  private static Classified.Picture classify(DrawnImage image, GenerationDetail detail)
      throws AnswerRefusedException {
    requirePixels(image);
    List<CheckDetail> checks = checks(detail, image.checks(), image.ownChecker());
    return new Classified.Picture(image, checks, checks.stream().noneMatch(CheckDetail::flagged));
  }

  private static List<CheckDetail> checks(
      GenerationDetail detail, List<CheckReport> reports, Optional<OwnCheckerReport> own)
      throws AnswerRefusedException {
    var checks = new ArrayList<CheckDetail>();
    for (CheckOrder check : detail.checks()) {
      checks.add(check(reports, check));
    }
    require(!checks.isEmpty(), "no check was ordered");
    if (detail.ownChecker() != null) {
      checks.add(ownCheck(own, detail.ownChecker()));
    }
    return checks;
  }

  private static void requirePixels(DrawnImage image) throws AnswerRefusedException {
    try {
      require(
          PixelHash.ofPng(image.png()).equals(image.pixelHash()),
          "a picture's pixels do not have the stated hash");
    } catch (IOException e) {
      throw new AnswerRefusedException("a picture is no PNG file that can be read");
    }
  }

  private static CheckDetail check(List<CheckReport> reports, CheckOrder order)
      throws AnswerRefusedException {
    Optional<CheckReport> found =
        reports.stream().filter(check -> check.name().equals(order.name())).findFirst();
    require(found.isPresent(), "the check " + order.name() + " is missing");
    CheckReport report = found.orElseThrow();
    for (String category : order.thresholds().keySet()) {
      Double score = report.scores().get(category);
      require(
          score != null && score >= 0 && score <= 1,
          "the check " + order.name() + " has no score for " + category);
    }
    Map<String, Double> flagged = order.flagged(report.scores());
    return new CheckDetail(
        report.name(),
        report.version(),
        report.weightsHash(),
        report.scores(),
        order.thresholds(),
        !flagged.isEmpty());
  }

  /** Distances are the worker's, what is too much is decided here. */
  private static CheckDetail ownCheck(Optional<OwnCheckerReport> found, OwnCheckerOrder order)
      throws AnswerRefusedException {
    require(found.isPresent(), "the model's own safety checker has not looked");
    OwnCheckerReport report = found.orElseThrow();
    require(
        report.weightsHash().equals(order.weightsHash()),
        "another safety checker looked than was approved");
    return new CheckDetail(
        OwnCheckerReport.NAME,
        report.version(),
        report.weightsHash(),
        report.distances(),
        report.limits(order.adjustment()),
        order.flagged(report));
  }

  private static void require(boolean holds, String defect) throws AnswerRefusedException {
    if (!holds) {
      throw new AnswerRefusedException(defect);
    }
  }
}
