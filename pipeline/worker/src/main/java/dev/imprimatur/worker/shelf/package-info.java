/**
 * The checkpoints that a worker can draw with: where they lie, what their hashes are, and which of
 * them are open. Models may come and go while the worker runs.
 */
@NullMarked
package dev.imprimatur.worker.shelf;

import org.jspecify.annotations.NullMarked;
