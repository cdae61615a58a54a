/**
 * The generation flow, from a caller's request to a recorded outcome. Each stage hands out a token
 * that only the stage before can make possible, so no other order compiles.
 */
@NullMarked
package dev.imprimatur.server.flow;

import org.jspecify.annotations.NullMarked;
