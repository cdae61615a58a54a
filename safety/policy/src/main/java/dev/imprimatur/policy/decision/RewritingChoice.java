package dev.imprimatur.policy.decision;

/** What the user says to diversity rewriting. */
public enum RewritingChoice {
  ACCEPT,
  DECLINE
}
