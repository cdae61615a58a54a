/**
 * The transparency log: C2SP signed notes, checkpoints and portable proofs, their parsers and
 * verifiers, and the log itself on PostgreSQL.
 */
@NullMarked
package dev.imprimatur.db.log;

import org.jspecify.annotations.NullMarked;
