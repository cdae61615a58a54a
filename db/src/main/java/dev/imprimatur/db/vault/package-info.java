/**
 * Encryption at rest. Every subject has a data key of its own, wrapped by the master key; without
 * that row nothing of the subject can be read again.
 */
@NullMarked
package dev.imprimatur.db.vault;

import org.jspecify.annotations.NullMarked;
