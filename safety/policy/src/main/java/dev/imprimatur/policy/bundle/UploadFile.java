package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Optional;

/** Reads under what pictures may be brought. Without the file, none may. */
final class UploadFile {
  private static final String FILE = "uploads.json";

  private UploadFile() {}

  static Optional<UploadRule> read(PartReader files) {
    return files.names(FILE).contains(FILE)
        ? files.json(FILE, new TypeReference<>() {})
        : Optional.empty();
  }
}
