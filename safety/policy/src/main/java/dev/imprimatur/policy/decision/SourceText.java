package dev.imprimatur.policy.decision;

import java.nio.charset.StandardCharsets;

/** A file's text, in which Cedar's places are found again. Cedar counts bytes of UTF-8. */
record SourceText(String text) {

  /** The line, counted from 1, that holds a position in UTF-16 units. */
  int line(int position) {
    return 1
        + (int)
            text.substring(0, Math.min(position, text.length()))
                .chars()
                .filter(c -> c == '\n')
                .count();
  }

  /** The line, counted from 1, that is so many bytes after a position in UTF-16 units. */
  int line(int position, int bytes) {
    byte[] rest = text.substring(position).getBytes(StandardCharsets.UTF_8);
    int length = Math.min(Math.max(bytes, 0), rest.length);
    return line(position + new String(rest, 0, length, StandardCharsets.UTF_8).length());
  }
}
