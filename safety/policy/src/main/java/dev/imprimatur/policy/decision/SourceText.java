package dev.imprimatur.policy.decision;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The text of a file in one of Cedar's languages, in which places are found. */
record SourceText(String text) {

  /** A stretch of the text up to a semicolon, or to the end. */
  record Piece(int start, String text, String code) {}

  /** The line, counted from 1, that holds a position in UTF-16 units. */
  int line(int position) {
    return 1
        + (int)
            text.substring(0, Math.min(position, text.length()))
                .chars()
                .filter(character -> character == '\n')
                .count();
  }

  /** The line of a place that Cedar states: so many bytes of UTF-8 after a position. */
  int line(int position, int bytes) {
    byte[] rest = text.substring(position).getBytes(StandardCharsets.UTF_8);
    int length = Math.min(Math.max(bytes, 0), rest.length);
    return line(position + new String(rest, 0, length, StandardCharsets.UTF_8).length());
  }

  /**
   * The text with blanks for what stands in strings and comments, as Cedar's scanner tells them: a
   * comment ends with the line, also where only a carriage return ends it.
   */
  String code() {
    var code = new StringBuilder(text.length());
    boolean quoted = false;
    boolean comment = false;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (comment) {
        comment = character != '\n' && character != '\r';
        code.append(' ');
      } else if (quoted && character == '\\' && at + 1 < text.length()) {
        code.append("  ");
        at++;
      } else if (quoted || character == '"') {
        quoted = quoted != (character == '"');
        code.append(' ');
      } else {
        comment = text.startsWith("//", at);
        code.append(comment ? ' ' : character);
      }
    }
    return code.toString();
  }

  /** The text in pieces, cut after each semicolon of its code. */
  List<Piece> pieces() {
    String code = code();
    var pieces = new ArrayList<Piece>();
    int start = 0;
    while (start < code.length()) {
      int semicolon = code.indexOf(';', start);
      int end = semicolon < 0 ? code.length() : semicolon + 1;
      pieces.add(new Piece(start, text.substring(start, end), code.substring(start, end)));
      start = end;
    }
    return pieces;
  }
}
