/**
 * What the command-line tool has done in a process with the worker's libraries: looking at a
 * checkpoint, quantising one, drawing without the gateway, and finding out what a model makes of
 * people. No broker, no keys, no policy.
 */
@NullMarked
package dev.imprimatur.worker.tool;

import org.jspecify.annotations.NullMarked;
