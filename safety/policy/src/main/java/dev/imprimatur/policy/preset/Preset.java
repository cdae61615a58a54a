package dev.imprimatur.policy.preset;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words and settings under a name.
 *
 * @param id 1 to 40 lower-case letters, digits and hyphens
 * @param title for people, at most 60 characters
 * @param description for people, at most 300 characters
 * @param words that follow the prompt after a comma, at most 500 characters; none to leave it
 * @param negativeWords the same for the negative prompt
 * @param settings that a request takes where it names none of its own
 */
public record Preset(
    String id,
    String title,
    String description,
    @Nullable String words,
    @Nullable String negativeWords,
    @Nullable PresetSettings settings) {
  private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  private static final int LONGEST_TITLE = 60;
  private static final int LONGEST_DESCRIPTION = 300;
  private static final int LONGEST_WORDS = 500;
  private static final PresetSettings MODEL_SETTINGS = new PresetSettings(null, null, null, null);

  public Preset {
    if (id == null || !ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "a preset's id has 1 to 40 lower-case letters, digits and hyphens, unlike " + id);
    }
    require(id, "title", title, LONGEST_TITLE);
    require(id, "description", description, LONGEST_DESCRIPTION);
    if (words != null) {
      require(id, "words", words, LONGEST_WORDS);
    }
    if (negativeWords != null) {
      require(id, "negativeWords", negativeWords, LONGEST_WORDS);
    }
    if (words == null && negativeWords == null && settings == null) {
      throw new IllegalArgumentException("the preset " + id + " adds neither words nor settings");
    }
  }

  /** The prompt with this preset's words. */
  public String prompt(String typed) {
    return joined(typed, words);
  }

  /** The negative prompt with this preset's words. */
  public String negativePrompt(String typed) {
    return joined(typed, negativeWords);
  }

  /** What a request takes where it names nothing of its own; what is left open stays so. */
  public PresetSettings requested() {
    return settings == null ? MODEL_SETTINGS : settings;
  }

  private static String joined(String typed, @Nullable String added) {
    if (added == null) {
      return typed;
    }
    return typed.isBlank() ? added : typed.stripTrailing() + ", " + added;
  }

  private static void require(String id, String member, @Nullable String text, int longest) {
    if (text == null || text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          "the member \"%s\" of the preset %s must have 1 to %d characters"
              .formatted(member, id, longest));
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the member \"%s\" of the preset %s must be one line of text".formatted(member, id));
    }
  }
}
