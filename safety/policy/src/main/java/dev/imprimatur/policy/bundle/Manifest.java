package dev.imprimatur.policy.bundle;

import dev.imprimatur.policy.licence.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a bundle with the hashes of their contents. Its text is what the tool sha256sum
 * writes and checks, sorted by name; the SHA-256 of that text stands for the whole bundle.
 *
 * @param hashes SHA-256 of each file's content, lower-case hex, by name
 */
public record Manifest(SortedMap<String, String> hashes) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([^\n]+)");

  public Manifest {
    hashes = Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
    hashes
        .values()
        .forEach(hash -> {
          if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hex: " + hash);
          }
        });
  }

  static Manifest of(Map<String, byte[]> files) {
    var hashes = new TreeMap<String, String>();
    files.forEach((name, bytes) -> hashes.put(name, Sha256.hex(bytes)));
    return new Manifest(hashes);
  }

  /**
   * Reads what {@link #text()} writes, and nothing else.
   *
   * @throws IllegalArgumentException naming the first line that is none of a manifest, or not in
   *     its place
   */
  public static Manifest parse(String text) {
    var hashes = new TreeMap<String, String>();
    List<String> lines = text.lines().toList();
    for (int number = 1; number <= lines.size(); number++) {
      Matcher line = LINE.matcher(lines.get(number - 1));
      if (!line.matches() || !FileName.isPlain(line.group(2))) {
        throw new IllegalArgumentException("line " + number + " of the manifest is malformed");
      }
      hashes.put(line.group(2), line.group(1));
    }
    var manifest = new Manifest(hashes);
    if (!manifest.text().equals(text)) {
      throw new IllegalArgumentException("the manifest is not sorted, or names a file twice");
    }
    return manifest;
  }

  /** A line for each file: hash, two spaces, name. */
  public String text() {
    var lines = new StringBuilder();
    hashes.forEach((name, hash) -> lines.append(hash).append("  ").append(name).append('\n'));
    return lines.toString();
  }

  /** SHA-256 of the text, lower-case hex. */
  public String hash() {
    return Sha256.hex(text().getBytes(StandardCharsets.UTF_8));
  }

  /** How these files differ from the list, one sentence for each file; empty if they do not. */
  public List<String> differences(BundleFiles files) {
    var differences = new ArrayList<String>();
    SortedMap<String, String> found = files.manifest().hashes;
    hashes.forEach((name, hash) -> {
      if (!found.containsKey(name)) {
        differences.add(name + " is listed in the manifest, but missing");
      } else if (!hash.equals(found.get(name))) {
        differences.add(name + " is not the listed file: its SHA-256 is " + found.get(name));
      }
    });
    found.keySet().stream()
        .filter(name -> !hashes.containsKey(name))
        .forEach(name -> differences.add(name + " is not listed in the manifest"));
    return differences;
  }
}
