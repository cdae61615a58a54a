package dev.imprimatur.server.model;

import dev.imprimatur.policy.bias.BiasReport;
import dev.imprimatur.policy.bias.BiasReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was found out about the models of this installation: for each a folder of its name, kept by
 * the command-line tool.
 *
 * @param folder need not be there
 */
public record AdmissionRecords(Optional<Path> folder) {
  private static final Logger log = LoggerFactory.getLogger(AdmissionRecords.class);

  /** The last bias report of a model. */
  public Optional<BiasReport> bias(ModelCard model) {
    Optional<Path> file =
        folder
            .map(records -> records.resolve(model.id()).resolve("bias.json"))
            .filter(Files::exists);
    try {
      return file.isPresent()
          ? Optional.of(BiasReportJson.read(Files.readString(file.get())))
          : Optional.empty();
    } catch (IOException e) {
      log.warn("The bias report {} cannot be read: {}", file, e.getMessage());
      return Optional.empty();
    }
  }
}
