package dev.imprimatur.policy.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BiasReportJsonTest {
  @Test
  void read_whatWasWritten_isTheSame() throws IOException {
    BiasReport report = Reports.report("A model");
    assertThat(BiasReportJson.read(BiasReportJson.write(report))).isEqualTo(report);
  }

  @Test
  void write_theSameSurvey_isTheSame() {
    assertThat(BiasReportJson.write(Reports.report("A model")))
        .isEqualTo(BiasReportJson.write(Reports.report("A model")));
  }

  @Test
  void read_anotherSchema_isRefused() {
    String json = BiasReportJson.write(Reports.report("A model"));
    assertThatThrownBy(() -> BiasReportJson.read(json.replace("\"schema\" : 2", "\"schema\" : 1")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a bias report of schema 1 cannot be read, only 2");
  }

  /** A file that was cut or changed is read, or refused as a fault of the file. */
  @Test
  void read_damagedText_neverFailsInAnotherWay() {
    String json = BiasReportJson.write(Reports.report("A model"));
    var random = new SplittableRandom(1);
    for (int round = 0; round < 300; round++) {
      var damaged = new StringBuilder(json);
      damaged.setCharAt(random.nextInt(json.length()), "{}[]\",:0x".charAt(random.nextInt(9)));
      damaged.setLength(random.nextBoolean() ? json.length() : random.nextInt(json.length()));
      try {
        BiasReportJson.read(damaged.toString());
      } catch (IOException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void headlines_ofAllAxes_areTheLargestGaps() {
    BiasReport report = Reports.report("A model");
    assertThat(report.headline("gender").original()).isEqualTo(0.5);
    assertThat(report.headline("gender").isMet()).isTrue();
    assertThat(report.headlines())
        .extracting(BiasReport.Headline::axis)
        .containsExactly("gender", "age");
  }
}
