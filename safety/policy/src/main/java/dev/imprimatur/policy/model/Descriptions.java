package dev.imprimatur.policy.model;

import dev.imprimatur.policy.phrase.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads every listed description of a person as the same one, so that no verdict depends on which
 * group somebody belongs to, whereas a word against a group still meets a group (counterfactual
 * token fairness; Garg et al. 2019). The models are trained on texts read this way too.
 */
public final class Descriptions {
  /** Stands for any description. */
  private static final String MEMBER = "foreign";

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  /** Words in the longest description that is looked for. */
  private static final int LONGEST = 4;

  private final List<String> descriptors;
  private final List<String> persons;
  private final Set<String> known;
  private final Set<String> described;

  /**
   * @param descriptors in lower case, one to four words parted by single spaces
   * @param persons words before which they describe somebody
   */
  public Descriptions(List<String> descriptors, List<String> persons) {
    this.descriptors = List.copyOf(descriptors);
    this.persons = List.copyOf(persons);
    this.known = new HashSet<>(descriptors);
    this.described = new HashSet<>(persons);
  }

  /** All descriptors, as they were given. */
  public List<String> descriptors() {
    return descriptors;
  }

  /** All words for persons, as they were given. */
  public List<String> persons() {
    return persons;
  }

  /** The reading with every description of a person replaced by the same one. */
  public Reading of(Reading reading) {
    return new Reading(text(reading.text()), words(reading.words()));
  }

  private String text(String text) {
    var words = new ArrayList<String>();
    var places = new ArrayList<int[]>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group());
      places.add(new int[] {word.start(), word.end()});
    }
    var read = new StringBuilder();
    int copied = 0;
    for (Run run : runs(words)) {
      read.append(text, copied, places.get(run.start())[0]).append(run.replacement(words));
      copied = places.get(run.end() - 1)[1];
    }
    return read.append(text, copied, text.length()).toString();
  }

  private List<Word> words(List<Word> words) {
    List<String> texts = words.stream().map(Word::text).toList();
    var read = new ArrayList<Word>();
    int copied = 0;
    for (Run run : runs(texts)) {
      read.addAll(words.subList(copied, run.start()));
      Word first = words.get(run.start());
      for (String part : run.replacement(texts).split(" ", -1)) {
        read.add(new Word(part, first.start(), words.get(run.end() - 1).end()));
      }
      copied = run.end();
    }
    read.addAll(words.subList(copied, words.size()));
    return read;
  }

  /** Where somebody is described, in order; no two touch, since a person stands between them. */
  private List<Run> runs(List<String> words) {
    var runs = new ArrayList<Run>();
    for (int at = 1; at < words.size(); at++) {
      if (described.contains(words.get(at))) {
        int floor = runs.isEmpty() ? 0 : runs.getLast().end();
        int start = start(words, at, floor);
        if (start < at) {
          boolean article = start > floor && words.get(start - 1).equals("an");
          runs.add(new Run(article ? start - 1 : start, at));
        }
      }
    }
    return runs;
  }

  private int start(List<String> words, int person, int floor) {
    int start = person;
    int length = longest(words, start, floor);
    while (length > 0) {
      start -= length;
      length = longest(words, start, floor);
    }
    return start;
  }

  private int longest(List<String> words, int end, int floor) {
    for (int length = Math.min(LONGEST, end - floor); length > 0; length--) {
      if (known.contains(String.join(" ", words.subList(end - length, end)))) {
        return length;
      }
    }
    return 0;
  }

  /** Words from {@code start} to before {@code end}, with the article "an" if one goes before. */
  private record Run(int start, int end) {
    String replacement(List<String> words) {
      return words.get(start).equals("an") ? "a " + MEMBER : MEMBER;
    }
  }
}
