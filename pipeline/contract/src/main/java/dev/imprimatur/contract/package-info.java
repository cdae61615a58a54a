/**
 * The messages between the server and its workers: orders, results, progress, cancellations and
 * heartbeats as plain records, and the signed envelope that carries every one of them.
 *
 * <p>Whoever owns the broker can read, drop and repeat messages, but can neither make nor change
 * one: an order counts only with the server's signature, a result only with a worker's.
 */
@NullMarked
package dev.imprimatur.contract;

import org.jspecify.annotations.NullMarked;
