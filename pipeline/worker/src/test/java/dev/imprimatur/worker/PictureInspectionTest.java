package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.CheckOrder;
import dev.imprimatur.contract.CheckReport;
import dev.imprimatur.image.ImageChecks;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PictureInspectionTest {
  private static final BufferedImage BLACK = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
  private static ImageChecks checks;

  @BeforeAll
  static void load() {
    checks = ImageChecks.load();
  }

  @AfterAll
  static void close() {
    checks.close();
  }

  @Test
  void inspect_whereAnOrderAsksForFaces_flagsFromItsThresholdOn() {
    double score = faces(1).scores().get("face");
    assertThat(score).isBetween(0.0001, 0.01);
    assertThat(faces(score).flagged()).isTrue();
    assertThat(faces(score + 1e-9).flagged()).isFalse();
  }

  @Test
  void inspect_whereAnOrderAsksForNothing_reportsEveryCheckUnflagged() {
    assertThat(inspect(List.of()))
        .allSatisfy(report -> assertThat(report.flagged()).isFalse())
        .extracting(CheckReport::name)
        .containsExactly("nsfw", "faces");
  }

  @Test
  void flags_saysTheSameOfTheChecksThatAnOrderAsksFor() {
    var inspection = new PictureInspection(checks.all());
    double score = faces(1).scores().get("face");
    assertThat(inspection.flags(BLACK, List.of(order(score)))).isTrue();
    assertThat(inspection.flags(BLACK, List.of(order(score + 1e-9)))).isFalse();
    assertThat(inspection.flags(BLACK, List.of())).isFalse();
  }

  private static CheckReport faces(double threshold) {
    return inspect(List.of(order(threshold))).getLast();
  }

  private static CheckOrder order(double threshold) {
    return new CheckOrder("faces", Map.of("face", threshold));
  }

  private static List<CheckReport> inspect(List<CheckOrder> orders) {
    return new PictureInspection(checks.all()).inspect(BLACK, orders);
  }
}
