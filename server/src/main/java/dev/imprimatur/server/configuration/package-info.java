/** What the server is told by its environment, checked when it starts. */
@NullMarked
package dev.imprimatur.server.configuration;

import org.jspecify.annotations.NullMarked;
