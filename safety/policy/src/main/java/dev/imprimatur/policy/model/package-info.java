/**
 * The trained parts of the prompt signals: an n-gram model over a prompt's words and heads over the
 * states of the sentence encoder, with the file they are kept in. They state how probable each
 * category is; what follows from that is for the policies to say.
 */
@NullMarked
package dev.imprimatur.policy.model;

import org.jspecify.annotations.NullMarked;
