/** The database schema, brought up to date, and the login the server uses on it. */
@NullMarked
package dev.imprimatur.db.migration;

import org.jspecify.annotations.NullMarked;
