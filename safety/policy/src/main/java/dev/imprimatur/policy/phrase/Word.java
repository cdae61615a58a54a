package dev.imprimatur.policy.phrase;

/**
 * A word of a prompt: letters, digits and marks without anything between them.
 *
 * @param text the word as its view holds it
 * @param start its first position in the prompt's text, in UTF-16 units
 * @param end the position after its last
 */
public record Word(String text, int start, int end) {}
