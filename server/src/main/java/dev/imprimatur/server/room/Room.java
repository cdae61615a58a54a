package dev.imprimatur.server.room;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * So much of something for everybody together, and so much of it for each user. Who finds it taken
 * waits a little, in line, and is then turned away.
 *
 * <p>A user's requests wait for each other first, and only a few of them; in the line of everybody
 * stands at most what is that user's. So however much one user asks for, the others' turns come.
 */
public final class Room {
  private final int ofEach;
  private final int mostWaiting;
  private final Duration patience;
  private final Semaphore inAll;
  private final Map<String, Share> shares = new HashMap<>();

  /**
   * @param inAll how much there is
   * @param ofEach how much one user may have of it
   * @param mostWaiting how many requests of one user wait for others of theirs
   * @param patience how long anybody waits
   */
  public Room(int inAll, int ofEach, int mostWaiting, Duration patience) {
    this.inAll = new Semaphore(inAll, true);
    this.ofEach = ofEach;
    this.mostWaiting = mostWaiting;
    this.patience = patience;
  }

  /** What came of the wish to enter. */
  public sealed interface Entry {
    /** There is room, until {@link #close} gives it back. */
    record Granted(Runnable leave) implements Entry, AutoCloseable {
      @Override
      public void close() {
        leave.run();
      }
    }

    /** The user's other requests take all that is theirs. */
    record OwnTaken() implements Entry {}

    /** Everybody's requests take all there is. */
    record AllTaken() implements Entry {}
  }

  /**
   * Waits for room.
   *
   * @param user who wants to enter
   * @param weight how much it takes, at most what one user may have
   */
  public Entry enter(String user, int weight) throws InterruptedException {
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

  /** How many requests wait. */
  int waiting() {
    synchronized (shares) {
      return inAll.getQueueLength()
          + shares.values().stream().mapToInt(share -> share.room.getQueueLength()).sum();
    }
  }

  /** One user's part. */
  private static final class Share {
    private final Semaphore room;
    private int members;

    Share(int size) {
      room = new Semaphore(size, true);
    }
  }
}
