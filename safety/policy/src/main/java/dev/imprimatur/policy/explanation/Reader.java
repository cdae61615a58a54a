package dev.imprimatur.policy.explanation;

/** Who reads an explanation. */
public enum Reader {
  /** Who asked for the picture. Where guidance is withheld, weights of words are kept back too. */
  ASKER,
  /** Who oversees the policies. */
  OFFICER
}
