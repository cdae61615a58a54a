package dev.imprimatur.stack.model;

import dev.imprimatur.policy.bias.BiasReport;
import dev.imprimatur.policy.bias.BiasReportJson;
import dev.imprimatur.stack.installation.FolderCopy;
import dev.imprimatur.stack.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * What was found out about a model before or while it is used here, kept beside the models: its
 * last bias report, as JSON and as a page.
 *
 * @param folder of the model's record
 */
public record AdmissionRecord(Path folder) {
  private static final String JSON = "bias.json";
  private static final String PAGE = "bias.html";

  /** The record of a model. */
  public static AdmissionRecord of(Installation installation, String modelId) {
    return new AdmissionRecord(installation.admissions().resolve(modelId));
  }

  /** The last bias report. */
  public Optional<BiasReport> bias() throws IOException {
    Path file = folder.resolve(JSON);
    return Files.exists(file)
        ? Optional.of(BiasReportJson.read(Files.readString(file)))
        : Optional.empty();
  }

  /** Where the page of the last bias report lies. */
  public Path page() {
    return folder.resolve(PAGE);
  }

  /** Keeps a report in place of the one before. */
  public void keep(String json, String page) throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve(PAGE), page);
    write(folder.resolve(JSON), json);
  }

  /** Forgets the record of a model that is removed. */
  public void remove() throws IOException {
    FolderCopy.remove(folder);
  }

  /** Whoever reads at the same time finds the old file or the new one. */
  public static void write(Path file, String text) throws IOException {
    Path making = file.resolveSibling("." + UUID.randomUUID());
    try {
      Files.writeString(making, text);
      Files.move(making, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(making);
    }
  }
}
