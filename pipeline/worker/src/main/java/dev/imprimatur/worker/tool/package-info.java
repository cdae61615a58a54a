/**
 * What the command-line tool has done in a process with the worker's libraries: looking at a
 * checkpoint, quantising one, and drawing without the gateway. No broker, no keys, no policy.
 */
@NullMarked
package dev.imprimatur.worker.tool;

import org.jspecify.annotations.NullMarked;
