package dev.imprimatur.diffusion.checkpoint;

import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What changes when a file changes.
 *
 * @param path absolute, without links
 * @param size in bytes
 * @param modified when its content was last changed, in nanoseconds since 1970
 * @param changed when anything about it was last changed, the same
 * @param inode its number in the file system
 */
record FileState(String path, long size, long modified, long changed, long inode)
    implements Comparable<FileState> {
  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{64}) (\\d+) (-?\\d+) (-?\\d+) (\\d+) (/.*)");
  private static final Comparator<FileState> ORDER =
      Comparator.comparing(FileState::path)
          .thenComparingLong(FileState::size)
          .thenComparingLong(FileState::modified)
          .thenComparingLong(FileState::changed)
          .thenComparingLong(FileState::inode);

  /**
   * A state with the hash of the file in it.
   *
   * @param hash SHA-256, in lower-case hex
   */
  record Entry(FileState state, String hash) {}

  static FileState of(Path file) throws InvalidCheckpointException {
    try {
      Path real = file.toRealPath();
      Map<String, Object> attributes =
          Files.readAttributes(real, "unix:size,lastModifiedTime,ctime,ino");
      return new FileState(
          real.toString(),
          (Long) attribute(attributes, "size"),
          nanoseconds(attributes, "lastModifiedTime"),
          nanoseconds(attributes, "ctime"),
          (Long) attribute(attributes, "ino"));
    } catch (IOException e) {
      throw new InvalidCheckpointException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads a {@link #line}; nothing where it is none. */
  static Optional<Entry> parse(String line) {
    Matcher fields = LINE.matcher(line);
    if (!fields.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Entry(
              new FileState(
                  fields.group(6),
                  Long.parseLong(fields.group(2)),
                  Long.parseLong(fields.group(3)),
                  Long.parseLong(fields.group(4)),
                  Long.parseLong(fields.group(5))),
              fields.group(1)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  String line(String hash) {
    return "%s %d %d %d %d %s".formatted(hash, size, modified, changed, inode, path);
  }

  /** When the file was last changed in any way. */
  Instant lastChange() {
    long last = Math.max(modified, changed);
    return Instant.EPOCH.plusNanos(last);
  }

  boolean isGone() {
    try {
      return !Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      return true;
    }
  }

  @Override
  public int compareTo(FileState other) {
    return ORDER.compare(this, other);
  }

  private static long nanoseconds(Map<String, Object> attributes, String name) {
    return ((FileTime) attribute(attributes, name)).to(TimeUnit.NANOSECONDS);
  }

  private static Object attribute(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }
}
