/**
 * The server's side of the broker: one sender that empties the outbox, and consumers that commit in
 * the database before they acknowledge.
 */
@NullMarked
package dev.imprimatur.server.messaging;

import org.jspecify.annotations.NullMarked;
