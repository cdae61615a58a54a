package dev.imprimatur.worker.shelf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sizes and times of a checkpoint's files, by which a change is noticed without reading them. What
 * they hold is what hashes say; these only tell when to look again.
 */
record FileStamps(Map<String, Stamp> files) {
  /** A checkpoint has its files in folders of its own folder; nothing deeper is looked at. */
  private static final int DEPTH = 3;

  record Stamp(long size, FileTime changed) {}

  FileStamps {
    files = Map.copyOf(files);
  }

  /** The present stamps; none where the files cannot be looked at, which opening them tells. */
  static FileStamps of(ModelPlace place) {
    var files = new HashMap<String, Stamp>();
    try {
      add(place.checkpoint(), files);
      if (place.configuration().isPresent()) {
        add(place.configuration().get(), files);
      }
      if (place.loras().isPresent()) {
        add(place.loras().get(), files);
      }
      return new FileStamps(files);
    } catch (IOException | UncheckedIOException e) {
      return new FileStamps(Map.of());
    }
  }

  private static void add(Path checkpoint, Map<String, Stamp> files) throws IOException {
    try (Stream<Path> tree = Files.walk(checkpoint, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : tree.toList()) {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isRegularFile()) {
          files.put(file.toString(), new Stamp(attributes.size(), attributes.lastModifiedTime()));
        }
      }
    }
  }
}
