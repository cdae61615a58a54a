package dev.imprimatur.server.flow;

/** A worker's answer that lacks something it must have, or says something that is not so. */
final class AnswerRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  AnswerRefusedException(String defect) {
    super(defect);
  }
}
