/** Surveys of what a model makes of people: planned here, drawn and read by the worker's tool. */
@NullMarked
package dev.imprimatur.stack.bias;

import org.jspecify.annotations.NullMarked;
