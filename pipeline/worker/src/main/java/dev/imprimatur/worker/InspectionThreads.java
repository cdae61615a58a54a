package dev.imprimatur.worker;

import dev.imprimatur.diffusion.DeviceChoice;
import dev.imprimatur.image.ImageChecks;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * The threads that look at pictures and send results beside the drawing.
 *
 * <p>Where a GPU draws, the checks run on a processor that is idle but for the thread that feeds
 * the GPU, so there is one thread for each other core, and each checks a picture alone. Where a
 * processor draws, there is none, and whoever hands a task over runs it himself: drawing uses every
 * core, so that looking beside it would only make both slower.
 *
 * <p>Tasks wait in a queue without an end; that it stays short is up to those who fill it: {@link
 * Delivery} hands over the orders of one drawing at a time, {@link Previews} one preview a picture.
 */
final class InspectionThreads implements Executor, AutoCloseable {
  private final Optional<ExecutorService> threads;

  private InspectionThreads(Optional<ExecutorService> threads) {
    this.threads = threads;
  }

  /** As many as suit the device that draws. */
  static InspectionThreads beside(DeviceChoice device) {
    return device.device().isGpu()
        ? of(Math.max(1, Runtime.getRuntime().availableProcessors() - 1))
        : none();
  }

  /** So many, which must be at least 1. */
  static InspectionThreads of(int count) {
    ThreadFactory threads = Thread.ofPlatform().daemon().name("inspection-", 1).factory();
    return new InspectionThreads(
        Optional.of(
            Executors.newFixedThreadPool(count, work -> threads.newThread(() -> alone(work)))));
  }

  /** None: each task runs on the thread that hands it over. */
  static InspectionThreads none() {
    return new InspectionThreads(Optional.empty());
  }

  private static void alone(Runnable work) {
    ImageChecks.checkAlone();
    work.run();
  }

  @Override
  public void execute(Runnable task) {
    threads.<Executor>map(pool -> pool).orElse(Runnable::run).execute(task);
  }

  /** Waits for the tasks that were handed over. */
  @Override
  public void close() {
    threads.ifPresent(ExecutorService::close);
  }
}
