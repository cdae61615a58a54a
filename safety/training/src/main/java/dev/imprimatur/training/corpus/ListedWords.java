package dev.imprimatur.training.corpus;

import dev.imprimatur.policy.signal.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists of offensive words in the labelled folder, each word a sample by itself. */
public final class ListedWords {
  /** From here the list's raters call a word strong; milder ones are often innocent. */
  private static final double STRONG = 1.8;

  private final Path folder;

  /**
   * @param folder with the files by their published names
   */
  public ListedWords(Path folder) {
    this.folder = folder;
  }

  /** Surge AI's profanity list without what its raters call mild. */
  public List<Sample> profanity() throws IOException {
    var samples = new ArrayList<Sample>();
    List<String> rows = Files.readAllLines(folder.resolve("surge-profanity.csv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",", -1);
      if (cells.length == 9 && Double.parseDouble(cells[7]) >= STRONG) {
        samples.add(sample(cells[0], "profanity", category(cells[4])));
      }
    }
    return samples;
  }

  /** LDNOOBW's English list, nearly all of it sexual. */
  public List<Sample> obscenities() throws IOException {
    var samples = new ArrayList<Sample>();
    for (String line : Files.readAllLines(folder.resolve("ldnoobw-en.txt"))) {
      if (line.codePoints().anyMatch(Character::isLetter)) {
        samples.add(sample(line.strip(), "obscenities", Optional.empty()));
      }
    }
    return samples;
  }

  private static Optional<Category> category(String name) {
    return switch (name) {
      case "sexual anatomy / sexual acts" -> Optional.of(Category.SEXUAL);
      case "racial / ethnic slurs", "sexual orientation / gender", "religious offense" ->
          Optional.of(Category.HATE);
      case "other / general insult", "mental disability" -> Optional.of(Category.HARASSMENT);
      default -> Optional.empty();
    };
  }

  private static Sample sample(String word, String origin, Optional<Category> category) {
    Set<Category> certain = new HashSet<>(category.stream().toList());
    Set<Category> unknown = EnumSet.allOf(Category.class);
    unknown.removeAll(certain);
    return new Sample(word, origin, Part.of(origin + " " + word), true, certain, unknown);
  }
}
