/** What there is only so much of, shared out so that no user takes it from the others. */
@NullMarked
package dev.imprimatur.server.room;

import org.jspecify.annotations.NullMarked;
