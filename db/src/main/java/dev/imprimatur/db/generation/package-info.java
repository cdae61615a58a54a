/**
 * Generations from admission to their one final state, with their pictures, receipts and the orders
 * still to be sent.
 */
@NullMarked
package dev.imprimatur.db.generation;

import org.jspecify.annotations.NullMarked;
