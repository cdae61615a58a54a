package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private final AtomicInteger faults = new AtomicInteger();
  private final Delivery delivery = new Delivery(faults::incrementAndGet);
  private final CompletableFuture<Void> slow = new CompletableFuture<>();

  @Test
  void handOver_whileOrdersBeforeAreUnderWay_beginsWhenTheLastOfThemIsOut() throws Exception {
    var slowWasOut = new ArrayList<Boolean>();
    delivery.handOver(List.of(this::out, () -> slow));
    Thread second =
        Thread.ofPlatform()
            .start(() ->
                delivery.handOver(
                    List.of(() -> {
                      slowWasOut.add(slow.isDone());
                      return out();
                    })));
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    slow.complete(null);
    second.join();
    assertThat(slowWasOut).containsExactly(true);
    assertThat(faults).hasValue(0);
  }

  @Test
  void handOver_ofSeveralOrders_beginsWithAllOfThemBeforeTheFirstIsOut() {
    var begun = new AtomicInteger();
    Supplier<CompletableFuture<Void>> order =
        () -> {
          begun.incrementAndGet();
          return slow;
        };
    delivery.handOver(List.of(order, order, order));
    assertThat(begun).hasValue(3);
  }

  @Test
  void fault_ofOneOrder_isToldAtOnce_andThrownWhenTheOthersAreOut() {
    var fault = new IllegalStateException("the ledger is full");
    delivery.handOver(List.of(() -> CompletableFuture.failedFuture(fault), () -> slow));
    assertThat(faults).hasValue(1);
    slow.complete(null);
    assertThatThrownBy(delivery::await).isSameAs(fault);
    assertThatThrownBy(() -> delivery.handOver(List.of())).isSameAs(fault);
  }

  private CompletableFuture<Void> out() {
    return CompletableFuture.completedFuture(null);
  }
}
