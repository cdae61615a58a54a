package dev.imprimatur.server.licencereport;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened under licences in a period. It holds pseudonyms and hashes, and no prompt.
 *
 * @param from the period's beginning
 * @param to the period's end, which is not part of it
 * @param madeAt when it was made
 * @param log what the log had committed to then
 * @param policy the version of the bundle in force then
 * @param policyHash of that bundle, lower-case hex
 * @param totals for each licence text, by licence and version
 * @param lines a line for each picture and for each request without one, oldest first
 */
public record LicenceReport(
    Instant from,
    Instant to,
    Instant madeAt,
    LogState log,
    String policy,
    String policyHash,
    List<Total> totals,
    List<Line> lines) {
  public LicenceReport {
    totals = List.copyOf(totals);
    lines = List.copyOf(lines);
  }

  /**
   * The log's latest checkpoint. Whoever has a later one can have the log prove that it begins with
   * this, and so that nothing in this report was changed since.
   *
   * @param size entries
   * @param rootHash base64
   * @param checkpoint the signed note, complete
   */
  public record LogState(String origin, long size, String rootHash, String checkpoint) {}

  /**
   * The sums of one licence text.
   *
   * @param acceptances in the period
   * @param withdrawals in the period
   * @param requests made in the period, by what became of them
   * @param pictures of these requests
   */
  public record Total(
      String licence,
      String version,
      String textSha256,
      long acceptances,
      long withdrawals,
      Requests requests,
      Pictures pictures) {}

  /**
   * How many pictures were released, kept back by a check, wait for an officer, or were refused.
   */
  public record Pictures(long released, long quarantined, long held, long withheld) {}

  /** How many requests came to which end; {@code open} ones have not. */
  public record Requests(
      long released, long quarantined, long denied, long failed, long cancelled, long open) {}

  /**
   * A picture, or a request without one.
   *
   * @param generation its id, by which the log's record is found
   * @param picture its place among the request's; none for a request without one
   * @param account pseudonym
   * @param acceptedAt when this licence text was accepted for the model
   * @param state of a picture, the request's otherwise
   * @param pixelHash of a picture
   * @param policy the version of the bundle that decided
   * @param clauses none for requests from before verdicts were kept
   */
  public record Line(
      String generation,
      Optional<Integer> picture,
      Instant askedAt,
      String account,
      String model,
      String modelHash,
      String licence,
      String version,
      String textSha256,
      Optional<Instant> acceptedAt,
      String state,
      Optional<String> pixelHash,
      String policy,
      String policyHash,
      List<Clause> clauses) {
    public Line {
      clauses = List.copyOf(clauses);
    }
  }

  /**
   * A clause that was checked.
   *
   * @param verdict {@code refused}, {@code flagged}, {@code obliged}, {@code passed}, {@code
   *     attested} or {@code unchecked}
   * @param by the policies and image checks that were asked
   */
  public record Clause(String clause, String verdict, List<String> by) {
    public Clause {
      by = List.copyOf(by);
    }
  }
}
