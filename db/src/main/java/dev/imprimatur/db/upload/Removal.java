package dev.imprimatur.db.upload;

/** What became of a wish to remove a picture that was brought. */
public enum Removal {
  /** It is gone. */
  REMOVED,
  /** A request that starts from it is not final. */
  IN_USE,
  /** Its owner has none of that id. */
  UNKNOWN
}
