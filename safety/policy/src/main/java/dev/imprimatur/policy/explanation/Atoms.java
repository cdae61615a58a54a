package dev.imprimatur.policy.explanation;

import dev.imprimatur.policy.decision.Ground;
import dev.imprimatur.policy.phrase.Words;
import dev.imprimatur.policy.prompt.NormalisedPrompt;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Cuts a prompt into what can be left out, and leaves it out. */
final class Atoms {
  private final String text;
  private final List<Atom> atoms;

  private Atoms(String text, List<Atom> atoms) {
    this.text = text;
    this.atoms = List.copyOf(atoms);
  }

  /**
   * The words of a prompt.
   *
   * @param found where something stands that is left out as a whole
   */
  static Atoms of(NormalisedPrompt prompt, List<Span> found) {
    List<Atom> pieces =
        Stream.concat(
                Words.of(prompt.folded()).stream()
                    .map(word -> new Atom(word.start(), word.end(), false)),
                found.stream().map(span -> new Atom(span.start(), span.end(), true)))
            .sorted(Comparator.comparingInt(Atom::start).thenComparing(Atom::listed))
            .toList();
    var atoms = new ArrayList<Atom>();
    for (Atom piece : pieces) {
      if (!atoms.isEmpty() && atoms.getLast().overlaps(piece.start(), piece.end())) {
        Atom last = atoms.removeLast();
        atoms.add(
            new Atom(
                last.start(), Math.max(last.end(), piece.end()), last.listed() || piece.listed()));
      } else {
        atoms.add(piece);
      }
    }
    return new Atoms(prompt.text(), atoms);
  }

  int size() {
    return atoms.size();
  }

  Atom get(int index) {
    return atoms.get(index);
  }

  /** All that stand for findings. */
  BitSet listed() {
    var listed = new BitSet();
    for (int index = 0; index < atoms.size(); index++) {
      listed.set(index, atoms.get(index).listed());
    }
    return listed;
  }

  /** All in neighbourhoods of equal length, at most so many. */
  List<BitSet> groups(int most) {
    int length = Math.max(1, Math.ceilDiv(atoms.size(), most));
    var groups = new ArrayList<BitSet>();
    for (int from = 0; from < atoms.size(); from += length) {
      var group = new BitSet();
      group.set(from, Math.min(from + length, atoms.size()));
      groups.add(group);
    }
    return groups;
  }

  /** Where these stand, with what lies between them. */
  Span span(BitSet some, String level, boolean decisive) {
    return new Span(
        atoms.get(some.nextSetBit(0)).start(),
        atoms.get(some.length() - 1).end(),
        Ground.SIGNALS,
        level,
        decisive);
  }

  /** What these are, neighbours together. */
  List<Removal> removals(BitSet removed) {
    var removals = new ArrayList<Removal>();
    for (int from = removed.nextSetBit(0); from >= 0; from = removed.nextSetBit(from)) {
      int to = removed.nextClearBit(from);
      int start = atoms.get(from).start();
      int end = atoms.get(to - 1).end();
      removals.add(new Removal(start, end, text.substring(start, end)));
      from = to;
    }
    return removals;
  }

  /** The text without these, and without the commas and spaces that they leave side by side. */
  String without(BitSet removed) {
    var rest = new StringBuilder();
    int at = 0;
    for (Removal removal : removals(removed)) {
      rest.append(text, at, removal.start());
      at = removal.end();
    }
    rest.append(text, at, text.length());
    return tidy(rest.toString());
  }

  private static String tidy(String text) {
    String tidied = text.replaceAll(" {2,}", " ").replace(" ,", ",");
    String before = "";
    while (!before.equals(tidied)) {
      before = tidied;
      tidied = tidied.replace(",,", ",");
    }
    int start = 0;
    int end = tidied.length();
    while (start < end && isGap(tidied.charAt(start))) {
      start++;
    }
    while (end > start && isGap(tidied.charAt(end - 1))) {
      end--;
    }
    return tidied.substring(start, end);
  }

  private static boolean isGap(char character) {
    return character == ' ' || character == ',';
  }
}
