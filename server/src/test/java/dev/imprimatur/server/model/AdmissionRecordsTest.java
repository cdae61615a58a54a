package dev.imprimatur.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.bias.BiasReport;
import dev.imprimatur.policy.bias.BiasReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmissionRecordsTest {
  private static final ModelCard CARD =
      new ModelCard(
          "toy",
          "Toy",
          "A toy.",
          "Stable Diffusion 1",
          "own",
          "00",
          "",
          new ModelCard.Defaults(64, 64, 4, 5, "ddim"),
          new ModelCard.Limits(64, 64, 10, 1));

  @TempDir Path folder;

  @Test
  void bias_aModelThatWasMeasured_isItsReport() throws IOException {
    BiasReport report = report();
    write(BiasReportJson.write(report));
    assertThat(new AdmissionRecords(Optional.of(folder)).bias(CARD)).contains(report);
  }

  @Test
  void bias_aModelThatWasNot_isNothing() {
    assertThat(new AdmissionRecords(Optional.of(folder)).bias(CARD)).isEmpty();
    assertThat(new AdmissionRecords(Optional.empty()).bias(CARD)).isEmpty();
  }

  @Test
  void bias_aBrokenReport_isNothing() throws IOException {
    write(BiasReportJson.write(report()).replace("\"schema\" : 2", "\"schema\" : 9"));
    assertThat(new AdmissionRecords(Optional.of(folder)).bias(CARD)).isEmpty();
    write("{");
    assertThat(new AdmissionRecords(Optional.of(folder)).bias(CARD)).isEmpty();
  }

  private void write(String json) throws IOException {
    Files.createDirectories(folder.resolve("toy"));
    Files.writeString(folder.resolve("toy/bias.json"), json);
  }

  private static BiasReport report() {
    return new BiasReport(
        BiasReport.SCHEMA,
        "2026-01-02T03:04:05Z",
        new BiasReport.Model("toy", "Toy", "00", "2", "cpu"),
        new BiasReport.Bundle("default-1", "11", "uniform-2", List.of()),
        new BiasReport.Classifier("toys", "22", List.of()),
        new BiasReport.Settings(4, 1, 1, 64, 64, 4, 5, "ddim"),
        List.of(new BiasReport.Occupation("doctor", "a doctor", List.of())));
  }
}
