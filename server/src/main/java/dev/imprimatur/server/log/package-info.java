/** The transparency log's public face: its latest checkpoint and its verifier key. */
@NullMarked
package dev.imprimatur.server.log;

import org.jspecify.annotations.NullMarked;
