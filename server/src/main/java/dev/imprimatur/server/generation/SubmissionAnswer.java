package dev.imprimatur.server.generation;

import dev.imprimatur.server.flow.DecisionDetail.PolicyDetail;
import dev.imprimatur.server.flow.Submission;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Problem;
import java.time.Duration;
import java.util.List;

/** What callers are told when a request did not get into the queue. */
public final class SubmissionAnswer {
  private SubmissionAnswer() {}

  /** A refusal by policy, which is recorded. */
  public static Problem denied(Submission.Denied denied) {
    String address = "/api/generations/" + denied.id();
    return Problem.of(
            403, denied.decision().code(), "Refused by policy", denied.decision().message())
        .with("categories", denied.decision().categories())
        .with("policies", denied.decision().policies().stream().map(PolicyDetail::of).toList())
        .with("generation", denied.id())
        .with("bundleVersion", denied.decision().bundleVersion())
        .with("links", new Links(address, address + "/receipt"));
  }

  /** The licence comes first. */
  public static Problem licenceNeeded(Submission.LicenceNeeded needed) {
    String address = "/api/models/" + needed.model() + "/licence";
    return Problem.of(
            403,
            "licence_not_accepted",
            "Accept the licence first",
            "Read the licence \"%s\", version %s, and accept it for the model %s."
                .formatted(needed.licence().title(), needed.licence().version(), needed.model()))
        .with("licence", address);
  }

  /** The licence wants something attested that is not. */
  public static Problem licenceClosed(Submission.LicenceClosed closed) {
    return Problem.of(403, "licence_not_attested", "This model is not offered now", closed.why());
  }

  /** Too much is waiting. */
  public static Problem busy(Submission.Busy busy) {
    return Problem.of(
        429,
        "too_many_requests",
        "Too much is waiting",
        busy.own()
            ? "You have too many unfinished requests. Wait for one to end, or cancel one."
            : "The queue is full. Try again in a moment.");
  }

  /** The header that goes with {@link #busy}. */
  public static String retryAfter(Duration delay) {
    return Long.toString(delay.toSeconds());
  }

  /** As if the picture had not been there when the request was read. */
  public static Problem uploadGone(Submission.UploadGone gone) {
    return Problem.invalid(
        List.of(
            new FieldError(
                gone.mask() ? "start.mask" : "start.upload",
                "must be a picture that you have brought and that is kept")));
  }

  /** Something is away. */
  public static Problem unavailable(Submission.Unavailable away) {
    return Problem.unavailable(away.what() + " Try again in a moment.");
  }

  /** No such model. */
  public static Problem unknownModel(String id) {
    return Problem.of(
        404,
        "unknown_model",
        "Unknown model",
        "There is no model \"%s\" here. GET /api/models lists those there are."
            .formatted(id.length() > 100 ? id.substring(0, 100) : id));
  }

  private record Links(String generation, String receipt) {}
}
