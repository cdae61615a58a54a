package dev.imprimatur.training.corpus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Composes prompts from templates. In a template {@code {a|b}} stands for one of its alternatives,
 * which may be empty and may hold templates themselves, and {@code <name>} for a line of the word
 * list of that name.
 *
 * <p>Word lists are divided among the parts line by line, so what is composed for one part uses
 * words that no other part does, unless a list is too short to be divided.
 */
public final class Grammar {
  private static final int ENOUGH = 4;

  private final Map<String, List<String>> lists = new HashMap<>();
  private final Part part;
  private final RandomGenerator random;

  /**
   * @param part whose words are used
   * @param random drawn from for every choice
   */
  public Grammar(Part part, RandomGenerator random) {
    this.part = part;
    this.random = random;
  }

  /** A prompt of this template, on one line without surplus spaces. */
  public String expand(String template) {
    var text = new StringBuilder();
    expand(template, 0, text, true);
    return text.toString().replaceAll("\\s+", " ").replaceAll(" (?=[,.:])", "").strip();
  }

  /** One of them. */
  public <T> T choose(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A line of a word list. */
  public String word(String list) {
    return expand(choose(lists.computeIfAbsent(list, this::read)));
  }

  private List<String> read(String list) {
    List<String> lines = Lines.of("words/" + list + ".txt");
    List<String> own = lines.stream().filter(line -> Part.of(list + "/" + line) == part).toList();
    return own.size() < ENOUGH ? lines : own;
  }

  /** Expands up to the end or a bracket that closes what this call did not open. */
  private int expand(String template, int from, StringBuilder text, boolean wanted) {
    int at = from;
    while (at < template.length()) {
      char unit = template.charAt(at);
      if (unit == '{') {
        at = alternatives(template, at + 1, text, wanted);
      } else if (unit == '<') {
        int end = template.indexOf('>', at);
        if (wanted) {
          text.append(word(template.substring(at + 1, end)));
        }
        at = end + 1;
      } else if (unit == '|' || unit == '}') {
        return at;
      } else {
        if (wanted) {
          text.append(unit);
        }
        at++;
      }
    }
    return at;
  }

  private int alternatives(String template, int from, StringBuilder text, boolean wanted) {
    int chosen = wanted ? random.nextInt(count(template, from)) : -1;
    int at = from;
    for (int index = 0; ; index++) {
      at = expand(template, at, text, index == chosen);
      if (at >= template.length()) {
        throw new IllegalArgumentException("a bracket is not closed in: " + template);
      }
      if (template.charAt(at++) == '}') {
        return at;
      }
    }
  }

  private static int count(String template, int from) {
    int count = 1;
    int depth = 0;
    for (int at = from; at < template.length(); at++) {
      switch (template.charAt(at)) {
        case '{' -> depth++;
        case '}' -> {
          if (depth-- == 0) {
            return count;
          }
        }
        case '|' -> count += depth == 0 ? 1 : 0;
        default -> {}
      }
    }
    return count;
  }
}
