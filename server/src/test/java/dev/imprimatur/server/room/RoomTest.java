package dev.imprimatur.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.server.room.Room.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final int PIECE = 1_000;
  private static final Duration SHORT = Duration.ofMillis(20);

  @Test
  void enter_moreThanAUsersPart_isRefusedToThatUserAlone() throws Exception {
    var room = new Room(8 * PIECE, 4 * PIECE, 4, SHORT);
    Entry.Granted first = granted(room, "one", 3 * PIECE);
    assertThat(room.enter("one", 2 * PIECE)).isEqualTo(new Entry.OwnTaken());
    granted(room, "one", PIECE).close();
    granted(room, "other", 4 * PIECE).close();
    first.close();
    granted(room, "one", 4 * PIECE);
  }

  @Test
  void enter_moreThanThereIs_isRefusedToEverybody() throws Exception {
    var room = new Room(4 * PIECE, 3 * PIECE, 4, SHORT);
    granted(room, "one", 3 * PIECE);
    Entry.Granted last = granted(room, "other", PIECE);
    assertThat(room.enter("third", PIECE)).isEqualTo(new Entry.AllTaken());
    last.close();
    granted(room, "third", PIECE);
  }

  @Test
  void close_twice_givesBackOnce() throws Exception {
    var room = new Room(PIECE, PIECE, 4, SHORT);
    Entry.Granted first = granted(room, "one", PIECE);
    first.close();
    first.close();
    granted(room, "one", PIECE);
    assertThat(room.enter("one", PIECE)).isEqualTo(new Entry.OwnTaken());
  }

  @Test
  void enter_whileARoomIsTaken_waitsForIt() throws Exception {
    var room = new Room(PIECE, PIECE, 4, Duration.ofMinutes(1));
    Entry.Granted first = granted(room, "one", PIECE);
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      Future<Entry> second = executor.submit(() -> room.enter("other", PIECE));
      while (room.waiting() < 1) {
        Thread.onSpinWait();
      }
      first.close();
      assertThat(second.get()).isInstanceOf(Entry.Granted.class);
    }
  }

  /** However many requests one user has in line, another's comes after the one that is inside. */
  @Test
  void enter_whereAnotherUserHasMany_comesNext() throws Exception {
    var room = new Room(PIECE, PIECE, 8, Duration.ofMinutes(1));
    Entry.Granted first = granted(room, "one", PIECE);
    var order = new ConcurrentLinkedQueue<String>();
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      List<Future<?>> others = new ArrayList<>();
      for (String user : List.of("one", "one", "one", "other")) {
        others.add(
            executor.submit(() -> {
              try (Entry.Granted entry = granted(room, user, PIECE)) {
                order.add(user);
              }
              return true;
            }));
        while (room.waiting() < others.size()) {
          Thread.onSpinWait();
        }
      }
      first.close();
      for (Future<?> other : others) {
        other.get();
      }
    }
    assertThat(order).containsExactly("other", "one", "one", "one");
  }

  /** A user's requests that wait hold threads. */
  @Test
  void enter_whereEnoughOfTheUsersWait_isRefusedAtOnce() throws Exception {
    var room = new Room(2 * PIECE, PIECE, 1, Duration.ofMinutes(1));
    Entry.Granted first = granted(room, "one", PIECE);
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      List<Future<Entry>> others = new ArrayList<>();
      Callable<Entry> enter = () -> room.enter("one", PIECE);
      others.add(executor.submit(enter));
      others.add(executor.submit(enter));
      while (others.stream().noneMatch(Future::isDone)) {
        Thread.onSpinWait();
      }
      first.close();
      List<Entry> entries = List.of(others.getFirst().get(), others.getLast().get());
      assertThat(entries).hasAtLeastOneElementOfType(Entry.Granted.class);
      assertThat(entries).contains(new Entry.OwnTaken());
    }
  }

  /** Many users with bodies of all sizes: never more than there is, and all is given back. */
  @Test
  void enter_manyAtOnce_neverHoldsMoreThanThereIs() throws Exception {
    int inAll = 6 * PIECE;
    var room = new Room(inAll, 3 * PIECE, 4, SHORT);
    var held = new AtomicInteger();
    var most = new AtomicInteger();
    try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> senders = new ArrayList<>();
      for (int sender = 0; sender < 8; sender++) {
        var random = new Random(sender);
        String user = "user " + sender % 4;
        senders.add(executor.submit(() -> send(room, user, random, held, most)));
      }
      int taken = 0;
      for (Future<Integer> sender : senders) {
        taken += sender.get();
      }
      assertThat(taken).isPositive();
    }
    assertThat(most.get()).isBetween(PIECE, inAll);
    assertThat(room.users()).isZero();
    granted(room, "a", 3 * PIECE);
    granted(room, "b", 3 * PIECE);
  }

  private static int send(
      Room room, String user, Random random, AtomicInteger held, AtomicInteger most)
      throws InterruptedException {
    int taken = 0;
    for (int count = 0; count < 200; count++) {
      int bytes = PIECE + random.nextInt(2 * PIECE);
      if (room.enter(user, bytes) instanceof Entry.Granted granted) {
        try (granted) {
          most.accumulateAndGet(held.addAndGet(bytes), Math::max);
          Thread.sleep(0, random.nextInt(100_000));
          held.addAndGet(-bytes);
          taken++;
        }
      }
    }
    return taken;
  }

  private static Entry.Granted granted(Room room, String user, int bytes) throws Exception {
    Entry entry = room.enter(user, bytes);
    assertThat(entry).isInstanceOf(Entry.Granted.class);
    return (Entry.Granted) entry;
  }
}
