package dev.imprimatur.training.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;

/** Ways to write a prompt so that people can read it and simple filters cannot. */
public enum Disguise {
  HOMOGLYPHS("homoglyphs") {
    @Override
    public String apply(String text) {
      return translate(text, "aceopxyi", "асеорхуі");
    }
  },
  ZERO_WIDTH("zero-width characters") {
    @Override
    public String apply(String text) {
      return text.replaceAll("(\\pL)", "$1\u200b");
    }
  },
  DIACRITICS("diacritics") {
    @Override
    public String apply(String text) {
      return text.replaceAll("(\\pL)", "$1\u0323");
    }
  },
  FULL_WIDTH("full-width letters") {
    @Override
    public String apply(String text) {
      return text.chars()
          .mapToObj(unit -> Character.toString(unit > 0x20 && unit < 0x7f ? unit + 0xfee0 : unit))
          .collect(Collectors.joining());
    }
  },
  LEET("leet") {
    @Override
    public String apply(String text) {
      return translate(text, "aeiost", "431057");
    }
  },
  SPACED("spaced letters") {
    @Override
    public String apply(String text) {
      return text.replaceAll("(?<=\\pL)(?=\\pL)", " ");
    }
  },
  PUNCTUATION("punctuation inside words") {
    @Override
    public String apply(String text) {
      return text.replaceAll("(?<=\\pL)(?=\\pL)", ".");
    }
  },
  DRAWN_OUT("letters drawn out") {
    @Override
    public String apply(String text) {
      return text.replaceAll("([aeiou])", "$1$1$1$1");
    }
  },
  BASE64("Base64") {
    @Override
    public String apply(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
  };

  private final String title;

  Disguise(String title) {
    this.title = title;
  }

  /** What reports call it. */
  public String title() {
    return title;
  }

  /** The text in this disguise, every word of it. */
  public abstract String apply(String text);

  private static String translate(String text, String from, String to) {
    return text.chars()
        .map(letter -> from.indexOf(letter) < 0 ? letter : to.charAt(from.indexOf(letter)))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
