/**
 * The worker process: takes signed orders from the broker, draws and checks the pictures, and sends
 * signed results. It holds no database credentials and none of the server's private keys.
 *
 * <p>{@link dev.imprimatur.worker.WorkerProcess} starts it, {@link dev.imprimatur.worker.OrderLoop}
 * is its life, {@link dev.imprimatur.worker.OrderGate} decides which orders count, and {@link
 * dev.imprimatur.worker.OrderDrawing} is the story of one of them.
 */
@NullMarked
package dev.imprimatur.worker;

import org.jspecify.annotations.NullMarked;
