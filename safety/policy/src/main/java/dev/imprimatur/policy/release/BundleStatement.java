package dev.imprimatur.policy.release;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is signed of a numbered version.
 *
 * @param number from 1, each version one more than the version before
 * @param bundle its name and version, for example {@code default-1}
 * @param manifestHash SHA-256 of the manifest, lower-case hex
 * @param author pseudonym of whoever wrote it
 * @param approver pseudonym of whoever approved it, never the author's
 * @param createdAt when it was approved and so became a version
 */
public record BundleStatement(
    int number,
    String bundle,
    String manifestHash,
    String author,
    String approver,
    Instant createdAt) {
  private static final Pattern WORD = Pattern.compile("[!-~]{1,200}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern TEXT =
      Pattern.compile(
          """
          imprimatur/bundle/v1
          number ([1-9][0-9]{0,8})
          bundle ([!-~]+)
          manifest ([0-9a-f]{64})
          author ([!-~]+)
          approver ([!-~]+)
          created ([!-~]+)
          """);

  public BundleStatement {
    require(number >= 1, "a version's number must be at least 1");
    require(WORD.matcher(bundle).matches(), "the bundle must be named in one plain word");
    require(HASH.matcher(manifestHash).matches(), "the manifest's hash must be a SHA-256 in hex");
    require(WORD.matcher(author).matches(), "the author must be named in one plain word");
    require(WORD.matcher(approver).matches(), "the approver must be named in one plain word");
    require(!author.equals(approver), "nobody approves a bundle of their own");
  }

  /** The statement in the form that is signed: lines of a name and a value. */
  public String text() {
    return """
    imprimatur/bundle/v1
    number %d
    bundle %s
    manifest %s
    author %s
    approver %s
    created %s
    """
        .formatted(number, bundle, manifestHash, author, approver, createdAt);
  }

  /**
   * Reads what {@link #text()} writes, and nothing else.
   *
   * @throws IllegalArgumentException if it is no statement
   */
  public static BundleStatement parse(String text) {
    Matcher parts = TEXT.matcher(text);
    require(parts.matches(), "the statement is malformed");
    try {
      var statement =
          new BundleStatement(
              Integer.parseInt(parts.group(1)),
              parts.group(2),
              parts.group(3),
              parts.group(4),
              parts.group(5),
              Instant.parse(parts.group(6)));
      require(statement.text().equals(text), "the statement is not in its usual form");
      return statement;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("the statement's time is malformed", e);
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
