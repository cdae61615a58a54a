package dev.imprimatur.server.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The memory that large bodies may take at once: so much for everybody together, so much for each
 * user. Who finds it taken waits a little, in line, and is then turned away; of one user only a few
 * wait.
 *
 * <p>Each body counts with the most that it may have, and at least with {@value #SMALLEST} bytes,
 * so that the number of bodies has a bound as well.
 */
final class BodyRoom {
  /** The least that a body counts, in bytes. */
  static final int SMALLEST = 256 * 1024;

  private final int ofEach;
  private final int mostWaiting;
  private final Duration patience;
  private final Semaphore inAll;
  private final Map<String, Share> shares = new HashMap<>();

  /**
   * @param inAll bytes of everybody's bodies
   * @param ofEach bytes of one user's bodies
   * @param mostWaiting how many requests of one user wait for others of theirs
   * @param patience how long anybody waits
   */
  BodyRoom(int inAll, int ofEach, int mostWaiting, Duration patience) {
    this.inAll = new Semaphore(inAll, true);
    this.ofEach = ofEach;
    this.mostWaiting = mostWaiting;
    this.patience = patience;
  }

  /** What came of the wish to send a body. */
  sealed interface Entry {
    /** There is room, until {@link #close} gives it back. */
    record Granted(Runnable leave) implements Entry, AutoCloseable {
      @Override
      public void close() {
        leave.run();
      }
    }

    /** The user's other bodies take all that is theirs. */
    record OwnTaken() implements Entry {}

    /** Everybody's bodies take all there is. */
    record AllTaken() implements Entry {}
  }

  /**
   * Waits for room.
   *
   * @param user whose body it is
   * @param bytes that it may have
   */
  Entry enter(String user, long bytes) throws InterruptedException {
    int weight = Math.toIntExact(Math.clamp(bytes, SMALLEST, ofEach));
    long deadline = System.nanoTime() + patience.toNanos();
    Share share = join(user);
    boolean own = false;
    boolean granted = false;
    try {
      own = share.room.getQueueLength() < mostWaiting && acquire(share.room, weight, deadline);
      if (!own) {
        return new Entry.OwnTaken();
      }
      granted = acquire(inAll, weight, deadline);
      return granted ? granted(user, share, weight) : new Entry.AllTaken();
    } finally {
      if (!granted) {
        share.room.release(own ? weight : 0);
        leave(user, share);
      }
    }
  }

  private static boolean acquire(Semaphore room, int weight, long deadline)
      throws InterruptedException {
    return room.tryAcquire(weight, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private Entry granted(String user, Share share, int weight) {
    var left = new AtomicBoolean();
    return new Entry.Granted(() -> {
      if (!left.getAndSet(true)) {
        inAll.release(weight);
        share.room.release(weight);
        leave(user, share);
      }
    });
  }

  private Share join(String user) {
    synchronized (shares) {
      Share share = shares.computeIfAbsent(user, ignored -> new Share(ofEach));
      share.members++;
      return share;
    }
  }

  private void leave(String user, Share share) {
    synchronized (shares) {
      share.members--;
      if (share.members == 0) {
        shares.remove(user);
      }
    }
  }

  /** Of how many users it holds anything: none are kept who send nothing. */
  int users() {
    synchronized (shares) {
      return shares.size();
    }
  }

  /** One user's part. */
  private static final class Share {
    private final Semaphore room;
    private int members;

    Share(int bytes) {
      room = new Semaphore(bytes, true);
    }
  }
}
