/**
 * Which user accepted which licence text for which model, what operators attested, and the ends of
 * both, each with its receipt.
 */
@NullMarked
package dev.imprimatur.db.licence;

import org.jspecify.annotations.NullMarked;
