package dev.imprimatur.db.log;

/** A text is not what it should be; the message says what is wrong with it. */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the one defect that was found. */
  public MalformedException(String defect) {
    super(defect);
  }

  /** The one defect that was found. */
  public String defect() {
    return String.valueOf(getMessage());
  }
}
