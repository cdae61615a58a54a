package dev.imprimatur.policy.rewriting;

/**
 * Why something was left alone.
 *
 * @param code for programs, for example {@code historical}
 * @param message for people
 * @param slot the noun that was left alone, as it stands in the prompt; empty for the whole prompt
 */
public record Reason(String code, String message, String slot) {}
