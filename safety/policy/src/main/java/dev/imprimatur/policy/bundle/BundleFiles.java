package dev.imprimatur.policy.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A bundle's files, held in memory, so that what is checked, hashed and used is the same. */
public final class BundleFiles {
  private static final long LARGEST = 16L << 20;

  private final SortedMap<String, byte[]> files;

  private BundleFiles(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  /** These files, by their names. */
  public static BundleFiles of(Map<String, byte[]> files) {
    var copies = new TreeMap<String, byte[]>();
    files.forEach((name, bytes) -> copies.put(name, bytes.clone()));
    return new BundleFiles(copies);
  }

  /**
   * Every file below a folder but hidden ones, whose names begin with a dot.
   *
   * @throws IOException if one cannot be read, or they are more than any bundle's
   */
  public static BundleFiles read(Path folder) throws IOException {
    var files = new TreeMap<String, byte[]>();
    long size = 0;
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (name.startsWith(".") || name.contains("/.")) {
          continue;
        }
        size += Files.size(path);
        if (size > LARGEST) {
          throw new IOException(folder + " is too large to be a bundle");
        }
        files.put(name, Files.readAllBytes(path));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new BundleFiles(files);
  }

  /** The names, sorted. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeMap<>(files).navigableKeySet());
  }

  /** A file's content, if there is one of that name. */
  public Optional<byte[]> content(String name) {
    return Optional.ofNullable(files.get(name)).map(byte[]::clone);
  }

  /** The same files with another content of one of them. */
  BundleFiles with(String name, byte[] content) {
    var changed = new TreeMap<>(files);
    changed.put(name, content.clone());
    return new BundleFiles(changed);
  }

  /** The files whose names begin so. */
  BundleFiles below(String prefix) {
    return new BundleFiles(files.subMap(prefix, prefix + Character.MAX_VALUE));
  }

  /** The list of all files with their hashes. */
  public Manifest manifest() {
    return Manifest.of(files);
  }
}
