package dev.imprimatur.worker;

import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.worker.OrderGate.Admission;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Gathers orders that are drawn together: the first that comes, and those that wait behind it with
 * the same model and size, until their samples fill a pass. An order that does not go with them is
 * kept for the next time; no second one is, since another worker may be free. An order that comes a
 * second time goes with none: if it ends the process, it ends no other's drawing. Used by one
 * thread, but that any may release.
 */
final class Gathering {
  private final Deque<OrderSession> free;
  private final OrderDesk desk;
  private final int samples;
  private final int most;
  private Optional<Taken> kept = Optional.empty();

  /**
   * A gathering with empty hands.
   *
   * @param hands hold one order each; half of them are for those that are drawn together, the
   *     others for those that were drawn before and are not yet released
   * @param desk says which orders count
   * @param samples of a pass
   */
  Gathering(List<OrderSession> hands, OrderDesk desk, int samples) {
    this.free = new ConcurrentLinkedDeque<>(hands);
    this.desk = desk;
    this.samples = samples;
    this.most = hands.size() / 2;
  }

  /**
   * An order in hand.
   *
   * @param again whether it was in a worker's hand before, and was not answered
   */
  record Taken(OrderSession hand, Admission.Accepted accepted, boolean again) {
    private GenerationOrder order() {
      return accepted.order();
    }

    private boolean goesWith(Taken other) {
      return !again
          && !other.again
          && order().modelHash().equals(other.order().modelHash())
          && order().model().equals(other.order().model())
          && order().width() == other.order().width()
          && order().height() == other.order().height();
    }

    private int samples() {
      return order().images().size() * (order().guidanceScale() > 1 ? 2 : 1);
    }
  }

  /** Waits until there is an order; takes it and what goes with it. */
  List<Taken> next() throws JMSException {
    var party = new ArrayList<Taken>();
    kept.ifPresent(party::add);
    kept = Optional.empty();
    while (party.isEmpty()) {
      OrderSession hand = free.element();
      admit(hand, hand.receive()).ifPresent(party::add);
    }
    join(party);
    return party;
  }

  private void join(List<Taken> party) throws JMSException {
    while (party.stream().mapToInt(Taken::samples).sum() < samples && party.size() < most) {
      OrderSession hand = free.element();
      Optional<Message> waiting = hand.receiveWaiting();
      if (waiting.isEmpty()) {
        return;
      }
      Optional<Taken> taken = admit(hand, waiting.get());
      if (taken.isPresent() && !taken.get().goesWith(party.getFirst())) {
        kept = taken;
        return;
      }
      taken.ifPresent(party::add);
    }
  }

  /** The hand is free again when its order was answered. */
  void release(Taken taken) {
    free.addLast(taken.hand());
  }

  /** Answers or drops at once what is not to be drawn. */
  private Optional<Taken> admit(OrderSession hand, Message message) throws JMSException {
    return switch (desk.admit(OrderSession.signed(message))) {
      case Admission.Accepted accepted -> {
        free.remove(hand);
        yield Optional.of(new Taken(hand, accepted, message.getJMSRedelivered()));
      }
      case Admission.Rejected rejected -> {
        hand.answer(desk.refusal(rejected));
        desk.settle(rejected.order());
        yield Optional.empty();
      }
      case Admission.Dropped ignored -> {
        hand.drop();
        yield Optional.empty();
      }
    };
  }
}
