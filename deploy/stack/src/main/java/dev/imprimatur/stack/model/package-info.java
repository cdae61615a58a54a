/** The models of an installation: their cards, what is added and removed, and their licences. */
@NullMarked
package dev.imprimatur.stack.model;

import org.jspecify.annotations.NullMarked;
