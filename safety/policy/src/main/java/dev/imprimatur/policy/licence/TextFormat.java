package dev.imprimatur.policy.licence;

/** How a licence's text is to be shown. */
public enum TextFormat {
  /** As Markdown. */
  MARKDOWN,
  /** To the letter and line, as those who wrote it published it. */
  PLAIN
}
