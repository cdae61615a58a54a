package dev.imprimatur.policy.bundle;

/** An archive that holds no bundle. */
public final class InvalidArchiveException extends Exception {
  private static final long serialVersionUID = 1;

  private final String defect;

  InvalidArchiveException(String defect) {
    super(defect);
    this.defect = defect;
  }

  /** What is wrong with it. */
  public String defect() {
    return defect;
  }
}
