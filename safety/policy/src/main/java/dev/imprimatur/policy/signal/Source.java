package dev.imprimatur.policy.signal;

/** Which of a request's texts was read. */
public enum Source {
  PROMPT("prompt"),
  NEGATIVE_PROMPT("negative_prompt");

  private final String id;

  Source(String id) {
    this.id = id;
  }

  /** The text's name in the API and in files. */
  public String id() {
    return id;
  }
}
