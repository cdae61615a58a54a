package dev.imprimatur.policy.licence;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A licence as users accept it.
 *
 * @param id for example {@code imprimatur-cartoon-1}
 * @param version a new version asks for a new acceptance
 * @param title for people
 * @param text Markdown, complete
 * @param sha256 of the text's UTF-8 bytes, lower-case hex
 */
public record Licence(String id, String version, String title, String text, String sha256) {
  private static final Pattern CLAUSE =
      Pattern.compile("^\\*\\*([A-Z][0-9]{1,3})\\*\\*", Pattern.MULTILINE);

  public Licence {
    require(!id.isBlank(), "a licence's id must not be blank");
    require(!version.isBlank(), "a licence's version must not be blank");
    require(!title.isBlank(), "a licence's title must not be blank");
    require(!text.isBlank(), "a licence's text must not be blank");
    require(
        sha256.equals(Sha256.hex(text.getBytes(StandardCharsets.UTF_8))),
        "a licence's sha256 must be that of its text");
  }

  /** A licence with the hash of its text. */
  public static Licence of(String id, String version, String title, String text) {
    return new Licence(id, version, title, text, Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The numbers of the text's clauses, in its order: paragraphs that begin with a bold letter and
   * number, such as {@code **R3**}.
   */
  public Set<String> clauses() {
    var clauses = new LinkedHashSet<String>();
    CLAUSE.matcher(text).results().forEach(found -> clauses.add(found.group(1)));
    return clauses;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
