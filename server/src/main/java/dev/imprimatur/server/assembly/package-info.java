/** Puts the server together: the one place where plain classes meet the container. */
@NullMarked
package dev.imprimatur.server.assembly;

import org.jspecify.annotations.NullMarked;
