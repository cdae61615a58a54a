/** How transactions that would get in each other's way wait for each other. */
@NullMarked
package dev.imprimatur.db.lock;

import org.jspecify.annotations.NullMarked;
