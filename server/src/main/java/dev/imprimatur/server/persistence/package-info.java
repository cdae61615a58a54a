/** The stores of the database module inside the container's transactions. */
@NullMarked
package dev.imprimatur.server.persistence;

import org.jspecify.annotations.NullMarked;
