/**
 * Why a request is decided as it is: the policies with what they read, the words that mattered, and
 * the smallest change that would pass. Every answer is found by asking the same decision again with
 * something left out, never by knowing the policies' insides, and within a bounded number of
 * questions whatever the prompt is.
 */
@NullMarked
package dev.imprimatur.policy.explanation;

import org.jspecify.annotations.NullMarked;
