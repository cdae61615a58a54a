/**
 * The worker process: takes signed orders from the broker, draws and checks the pictures, and sends
 * signed results. It holds no database credentials and none of the server's private keys.
 *
 * <p>{@link dev.imprimatur.worker.WorkerProcess} starts it, {@link dev.imprimatur.worker.OrderLoop}
 * is its life, {@link dev.imprimatur.worker.OrderGate} decides which orders count, {@link
 * dev.imprimatur.worker.Gathering} which are drawn together, {@link
 * dev.imprimatur.worker.OrderDrawing} is their story, and {@link dev.imprimatur.worker.Delivery}
 * lets them leave while the next are drawn.
 */
@NullMarked
package dev.imprimatur.worker;

import org.jspecify.annotations.NullMarked;
