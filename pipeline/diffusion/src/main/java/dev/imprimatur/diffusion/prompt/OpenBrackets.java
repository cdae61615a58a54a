package dev.imprimatur.diffusion.prompt;

import java.util.ArrayDeque;
import java.util.Deque;

/** The places of brackets that are still open, innermost first. */
final class OpenBrackets {
  private record Bracket(int at, char character) {}

  private final Deque<Bracket> brackets = new ArrayDeque<>();
  private int round;

  void push(int at, char character) {
    brackets.push(new Bracket(at, character));
    round += character == '(' ? 1 : 0;
  }

  /** Takes the innermost bracket. */
  int pop() {
    Bracket bracket = brackets.pop();
    round -= bracket.character() == '(' ? 1 : 0;
    return bracket.at();
  }

  boolean has(char character) {
    return character == '(' ? round > 0 : size() > round;
  }

  /** Drops the brackets inside the innermost {@code character}, and says how many. */
  int dropTo(char character) {
    int dropped = 0;
    while (brackets.element().character() != character) {
      pop();
      dropped++;
    }
    return dropped;
  }

  int size() {
    return brackets.size();
  }
}
