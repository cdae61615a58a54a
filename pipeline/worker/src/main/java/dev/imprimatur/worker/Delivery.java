package dev.imprimatur.worker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Keeps the orders of one drawing on their way out while the next is drawn. They leave side by
 * side, and none waits for another; but the orders of a drawing begin only when all of those before
 * are out, so that beside the pictures that are being drawn never more than one drawing's wait in
 * memory. Used by one thread.
 */
final class Delivery {
  private final Runnable afterFault;
  private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

  /**
   * A delivery with nothing under way.
   *
   * @param afterFault wakes the thread that hands over when an order could not be brought out
   */
  Delivery(Runnable afterFault) {
    this.afterFault = afterFault;
  }

  /**
   * Waits until the orders before are out, then begins with these.
   *
   * @param orders each begins to leave when it is asked, and is out when its future is done
   * @throws RuntimeException what went wrong with one of those before
   */
  void handOver(List<Supplier<CompletableFuture<Void>>> orders) {
    await();
    underWay =
        CompletableFuture.allOf(
            orders.stream().map(this::begun).toArray(CompletableFuture<?>[]::new));
  }

  /**
   * Waits until all orders are out.
   *
   * @throws RuntimeException what went wrong with one of them
   */
  void await() {
    try {
      underWay.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : e;
    }
  }

  private CompletableFuture<Void> begun(Supplier<CompletableFuture<Void>> order) {
    return order
        .get()
        .whenComplete((nothing, fault) -> {
          if (fault != null) {
            afterFault.run();
          }
        });
  }
}
