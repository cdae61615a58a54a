package dev.imprimatur.server.upload;

import java.util.List;

/**
 * What is kept of a file that somebody brought, beside its pixels and hashes.
 *
 * @param bytes of the file
 * @param width in pixels, upright
 * @param height in pixels, upright
 * @param marks ids of marks of provenance
 */
public record UploadFacts(int bytes, int width, int height, List<String> marks) {
  public UploadFacts {
    marks = List.copyOf(marks);
  }
}
