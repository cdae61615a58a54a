package dev.imprimatur.server.upload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is kept of a file that somebody brought, beside its pixels and hashes.
 *
 * @param purpose what it was brought for
 * @param bytes of the file
 * @param width in pixels, upright
 * @param height in pixels, upright
 * @param marks ids of marks of provenance
 */
public record UploadFacts(Purpose purpose, int bytes, int width, int height, List<String> marks) {
  public UploadFacts {
    marks = List.copyOf(marks);
  }

  /** What pictures are brought for. */
  public enum Purpose {
    /** To start from. */
    @JsonProperty("picture")
    PICTURE,
    /** To say what of another is drawn anew; it can be started from as well. */
    @JsonProperty("mask")
    MASK;

    /** The purpose of that name, in lower case. */
    static Optional<Purpose> named(String name) {
      return Arrays.stream(values())
          .filter(purpose -> purpose.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst();
    }
  }
}
