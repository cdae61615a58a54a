package dev.imprimatur.db.vault;

import org.jspecify.annotations.Nullable;

/** Stored data was changed, or its key is gone. */
public final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableException(String defect, @Nullable Throwable cause) {
    super(defect, cause);
  }
}
