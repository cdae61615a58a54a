/** Which endpoints are offered under which address. */
@NullMarked
package dev.imprimatur.server.edge;

import org.jspecify.annotations.NullMarked;
