package dev.imprimatur.picture;

import org.jspecify.annotations.Nullable;

/** A file that somebody brought is no picture that can be used; the message says why. */
public final class UnusablePictureException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the one defect that was found, as a sentence's end: "the picture ...". */
  public UnusablePictureException(String defect) {
    super(defect);
  }

  /** With the one defect that was found and what it came from. */
  public UnusablePictureException(String defect, @Nullable Throwable cause) {
    super(defect, cause);
  }
}
