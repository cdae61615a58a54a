package dev.imprimatur.policy.decision;

/** What a policy does where it applies. */
public enum Effect {
  PERMIT,
  FORBID
}
