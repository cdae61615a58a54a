package dev.imprimatur.stack.command;

import java.io.PrintWriter;

/** Writes lines for people. A bundle may hold anything, also what would steer a terminal. */
final class Lines {
  private final PrintWriter out;

  Lines(PrintWriter out) {
    this.out = out;
  }

  /** A line. */
  void say(String line) {
    out.println(Words.plain(line).stripTrailing());
    out.flush();
  }

  /** A label and what it stands for. */
  void label(String label, Object value) {
    say("  %-10s %s".formatted(label, value));
  }
}
