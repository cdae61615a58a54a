/**
 * Tells what people in a model's pictures look like, for reports on the model's bias and for
 * nothing else: a small network that reads the pictures of one drawn world. It never looks at
 * pictures that somebody asked for.
 */
@NullMarked
package dev.imprimatur.worker.attribute;

import org.jspecify.annotations.NullMarked;
