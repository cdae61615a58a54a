package dev.imprimatur.diffusion.checkpoint;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers the hashes of files in a file of its own, so that gigabytes are read once. A hash is
 * taken for that of a file only where path, size, inode and the times of its last change are those
 * it was computed for; the time of change of the inode (ctime) is among them, which a program
 * cannot set back. A file that changed less than two seconds before it was read is not remembered:
 * within the clock's granularity it could change again unseen (what git calls a racy entry).
 *
 * <p>Several threads and processes may share the file: it is replaced as a whole, under a lock, by
 * what it held and the new entry.
 */
public final class HashCache {
  private static final Duration SETTLED = Duration.ofSeconds(2);
  private static final String TITLE = "imprimatur file hashes 1";
  private static final long MAXIMUM_SIZE = 16L << 20;
  private static final ReentrantLock LOCK = new ReentrantLock();

  private final Path file;
  private final InstantSource clock;

  HashCache(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /** A cache in {@code file}, which need not exist; what is not understood in it is forgotten. */
  public static HashCache at(Path file) {
    return new HashCache(file, InstantSource.system());
  }

  /**
   * SHA-256 of a file, in lower-case hex.
   *
   * @throws InvalidCheckpointException when it cannot be read or changes meanwhile
   * @throws UncheckedIOException when the cache cannot be written
   */
  String of(Path path) throws InvalidCheckpointException {
    FileState before = FileState.of(path);
    Optional<String> known = Optional.ofNullable(entries().get(before));
    if (known.isPresent()) {
      return known.get();
    }
    Instant start = clock.instant();
    String hash = FileHash.of(path);
    if (!FileState.of(path).equals(before)) {
      throw new InvalidCheckpointException(path + " changed while it was read");
    }
    if (before.lastChange().isBefore(start.minus(SETTLED))) {
      remember(before, hash);
    }
    return hash;
  }

  private Map<FileState, String> entries() {
    var entries = new TreeMap<FileState, String>();
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= MAXIMUM_SIZE) {
        String[] lines = Files.readString(file).split("\n");
        for (int i = 1; lines[0].equals(TITLE) && i < lines.length; i++) {
          FileState.parse(lines[i]).ifPresent(entry -> entries.put(entry.state(), entry.hash()));
        }
      }
    } catch (IOException e) {
      // What cannot be read is computed again.
      entries.clear();
    }
    return entries;
  }

  private void remember(FileState state, String hash) {
    LOCK.lock();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
          FileChannel.open(sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        // Held until the channel is closed.
        channel.lock();
        replace(state, hash);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    } finally {
      LOCK.unlock();
    }
  }

  private void replace(FileState state, String hash) throws IOException {
    Map<FileState, String> entries = entries();
    entries.keySet().removeIf(old -> old.path().equals(state.path()) || old.isGone());
    entries.put(state, hash);
    var text = new StringBuilder(TITLE).append('\n');
    entries.forEach((entry, known) -> text.append(entry.line(known)).append('\n'));
    Path next = sibling(".next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path sibling(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
