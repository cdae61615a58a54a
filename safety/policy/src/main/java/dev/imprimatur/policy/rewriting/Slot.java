package dev.imprimatur.policy.rewriting;

/**
 * A noun that stands for one person.
 *
 * @param number which of the prompt's slots, from 0
 * @param firstWord the index of its first word
 * @param nextWord the index of the word after it
 * @param start its first position in the text
 * @param noun as it stands in the prompt
 */
record Slot(int number, int firstWord, int nextWord, int start, String noun) {}
