package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.DrawnImage;
import dev.imprimatur.contract.FailureCode;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.OwnCheckerOrder;
import dev.imprimatur.contract.OwnCheckerReport;
import dev.imprimatur.contract.Progress;
import dev.imprimatur.diffusion.DeviceChoice;
import dev.imprimatur.diffusion.ModelOptions;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.HashCache;
import dev.imprimatur.image.ImageChecks;
import dev.imprimatur.worker.shelf.ModelShelf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model's own safety checker looks at its pictures in the worker. */
class OwnCheckerOrderTest {
  @TempDir Path folder;
  private final List<Progress.Preview> previews = new ArrayList<>();
  private ImageChecks checks;
  private ModelShelf shelf;
  private String hash;
  private String checkerHash;

  @BeforeEach
  void open() throws Exception {
    Path model = folder.resolve("models/cartoon");
    CheckedModel.write(model, 1.01f);
    Checkpoint checkpoint = Checkpoint.open(model);
    hash = checkpoint.hash();
    checkerHash = checkpoint.safetyCheckerHash().orElseThrow();
    checks = ImageChecks.load();
    shelf =
        ModelShelf.open(
            folder.resolve("models"),
            Optional.empty(),
            ModelOptions.on(DeviceChoice.parse("cpu")),
            1,
            HashCache.at(folder.resolve("hashes")));
  }

  @AfterEach
  void close() {
    shelf.close();
    checks.close();
  }

  @Test
  void draw_aPictureBelowTheThresholds_isReportedAndShown() throws Exception {
    var order = new OwnCheckerOrder(checkerHash, 0, true);
    OwnCheckerReport report = drawn(order).ownChecker().orElseThrow();
    assertThat(report.weightsHash()).isEqualTo(checkerHash);
    assertThat(report.concepts()).hasSize(17).allSatisfy(d -> assertThat(d).isNegative());
    assertThat(order.flagged(report)).isFalse();
    assertThat(previews).hasSize(1).allMatch(Progress.Preview.Shown.class::isInstance);
  }

  @Test
  void draw_aPictureBeyondTheStricterThresholds_isReportedAndItsPreviewsWithheld()
      throws Exception {
    var order = new OwnCheckerOrder(checkerHash, 0.02, true);
    assertThat(order.flagged(drawn(order).ownChecker().orElseThrow())).isTrue();
    assertThat(previews).hasSize(1).allMatch(Progress.Preview.Withheld.class::isInstance);
  }

  @Test
  void draw_whereTheCheckerOnlyRecords_showsPreviews() throws Exception {
    drawn(new OwnCheckerOrder(checkerHash, 0.02, false));
    assertThat(previews).hasSize(1).allMatch(Progress.Preview.Shown.class::isInstance);
  }

  @Test
  void draw_whereAnotherCheckerWasApproved_isAnsweredWithTheReason() throws Exception {
    GenerationOutcome outcome = draw(new OwnCheckerOrder("0".repeat(64), 0, true));
    assertThat(outcome)
        .isEqualTo(
            new GenerationOutcome.Failed(
                FailureCode.CHECK_UNAVAILABLE,
                "the model's own safety checker here is %s, approved was %s"
                    .formatted(checkerHash, "0".repeat(64))));
  }

  private DrawnImage drawn(OwnCheckerOrder checker) throws Exception {
    return ((GenerationOutcome.Drawn) draw(checker)).images().getFirst();
  }

  private GenerationOutcome draw(OwnCheckerOrder checker) {
    var drawing =
        new OrderDrawing(
            shelf,
            new PictureInspection(checks.all()),
            new Cancellations(),
            InspectionThreads.none());
    GenerationOrder order = Orders.with(hash, checker);
    return drawing
        .draw(List.of(order), progress -> previews.add(progress.preview()))
        .getFirst()
        .conclude()
        .join();
  }
}
