package dev.imprimatur.policy.signal;

import java.util.List;

/**
 * What one detector said of one text.
 *
 * @param name the detector, for example {@code term-lists}
 * @param version of its data
 * @param hash SHA-256 of its data, lower-case hex
 * @param source which text was read
 * @param categories those of which something was found, without duplicates
 * @param findings by position; empty if nothing was found
 */
public record Signal(
    String name,
    String version,
    String hash,
    Source source,
    List<String> categories,
    List<Finding> findings) {
  public Signal {
    categories = List.copyOf(categories);
    findings = List.copyOf(findings);
  }
}
