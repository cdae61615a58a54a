package dev.imprimatur.server.upload;

import dev.imprimatur.db.upload.Upload;
import dev.imprimatur.policy.bundle.UploadRule;

/** What became of a file that somebody brought. */
public sealed interface Intake {
  /** It is kept for a while. */
  record Taken(Upload upload) implements Intake {}

  /**
   * It is no picture that can be used.
   *
   * @param defect as a sentence
   */
  record Unusable(String defect) implements Intake {}

  /** Its owner has not declared what is to be declared. */
  record Undeclared(UploadRule rule) implements Intake {}

  /** Under the policies in force, nobody may bring pictures. */
  record Closed() implements Intake {}

  /**
   * Its owner keeps as many as one may.
   *
   * @param most as many
   */
  record TooMany(int most) implements Intake {}

  /**
   * Too many files are being read.
   *
   * @param own whether they are the caller's
   */
  record Busy(boolean own) implements Intake {}
}
