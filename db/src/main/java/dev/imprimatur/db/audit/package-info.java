/** Accesses of officers to what users asked for, each of them an entry of the log. */
@NullMarked
package dev.imprimatur.db.audit;

import org.jspecify.annotations.NullMarked;
