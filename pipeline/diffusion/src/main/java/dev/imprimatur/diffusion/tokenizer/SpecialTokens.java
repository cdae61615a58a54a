package dev.imprimatur.diffusion.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds special tokens in a text: the leftmost first, the longest of those that begin there. */
final class SpecialTokens {
  /**
   * A part of a text, from {@code from} to before {@code to}.
   *
   * @param id of the special token that it is, if it is one
   */
  record Part(int from, int to, OptionalInt id) {}

  private static final Pattern NEVER = Pattern.compile("(?!)");

  private final Pattern pattern;
  private final Map<String, Integer> ids;

  SpecialTokens(List<SpecialToken> tokens) {
    this.ids = tokens.stream().collect(Collectors.toMap(SpecialToken::content, SpecialToken::id));
    this.pattern =
        tokens.isEmpty()
            ? NEVER
            : Pattern.compile(
                tokens.stream()
                    .map(SpecialToken::content)
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|")));
  }

  /** The whole text in parts; none is empty. */
  List<Part> split(String text) {
    var parts = new ArrayList<Part>();
    Matcher matcher = pattern.matcher(text);
    int from = 0;
    while (matcher.find()) {
      addPlain(parts, from, matcher.start());
      int id = Objects.requireNonNull(ids.get(matcher.group()));
      parts.add(new Part(matcher.start(), matcher.end(), OptionalInt.of(id)));
      from = matcher.end();
    }
    addPlain(parts, from, text.length());
    return parts;
  }

  private static void addPlain(List<Part> parts, int from, int to) {
    if (from < to) {
      parts.add(new Part(from, to, OptionalInt.empty()));
    }
  }
}
