package dev.imprimatur.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which jobs this worker has finished, so that a signed order cannot be sent again by
 * whoever owns the broker. A job is kept until its order expires: from then on the order is refused
 * for its age.
 *
 * <p>One line a job, {@code <job id> <expiry>}, forced to the disk before {@link #finish} returns.
 * Expired lines are dropped when the worker starts. Thread-safe.
 */
final class ReplayLedger implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReplayLedger.class);

  private final Map<UUID, Instant> finished;
  private final FileChannel file;

  private ReplayLedger(Map<UUID, Instant> finished, FileChannel file) {
    this.finished = finished;
    this.file = file;
  }

  /** Opens the ledger in {@code folder}, which is made when it does not exist. */
  static ReplayLedger open(Path folder, Clock clock) throws IOException {
    Files.createDirectories(folder);
    Path path = folder.resolve("finished-jobs");
    Map<UUID, Instant> finished = read(path, clock.instant());
    rewrite(path, finished);
    return new ReplayLedger(
        finished, FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
  }

  synchronized boolean isFinished(UUID job) {
    return finished.containsKey(job);
  }

  /** Records {@code job}, whose order expires at {@code expiresAt}. */
  synchronized void finish(UUID job, Instant expiresAt) throws IOException {
    finished.put(job, expiresAt);
    ByteBuffer line = ByteBuffer.wrap(line(job, expiresAt).getBytes(StandardCharsets.US_ASCII));
    while (line.hasRemaining()) {
      file.write(line);
    }
    file.force(true);
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  private static Map<UUID, Instant> read(Path path, Instant now) throws IOException {
    var finished = new HashMap<UUID, Instant>();
    if (!Files.exists(path)) {
      return finished;
    }
    for (String line : Files.readAllLines(path, StandardCharsets.US_ASCII)) {
      int space = line.indexOf(' ');
      try {
        Instant expiresAt = Instant.parse(line.substring(space + 1));
        if (expiresAt.isAfter(now)) {
          finished.put(UUID.fromString(line.substring(0, Math.max(space, 0))), expiresAt);
        }
      } catch (DateTimeParseException | IllegalArgumentException e) {
        // A crash in the middle of an append leaves half a line: that job was not yet finished.
        log.debug("A line of the ledger is incomplete", e);
      }
    }
    return finished;
  }

  private static void rewrite(Path path, Map<UUID, Instant> finished) throws IOException {
    var lines = new StringBuilder();
    finished.forEach((job, expiresAt) -> lines.append(line(job, expiresAt)));
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.writeString(fresh, lines, StandardCharsets.US_ASCII);
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String line(UUID job, Instant expiresAt) {
    return job + " " + expiresAt + "\n";
  }
}
