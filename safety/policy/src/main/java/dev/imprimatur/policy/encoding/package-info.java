/**
 * Sentences as numbers: a small pretrained transformer (all-MiniLM-L6-v2, 8-bit weights) that turns
 * each word piece of a prompt into a vector that depends on the words around it. The network comes
 * with a library, and its first four layers are run as they are; what is trained here stands on
 * their vectors.
 */
@NullMarked
package dev.imprimatur.policy.encoding;

import org.jspecify.annotations.NullMarked;
