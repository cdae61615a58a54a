package dev.imprimatur.server.upload;

import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What callers are told of files that were not taken in. */
public final class UploadAnswer {
  private UploadAnswer() {}

  /** Why it was not taken in; nothing if it was. */
  public static Optional<Problem> problem(Intake intake) {
    return switch (intake) {
      case Intake.Taken ignored -> Optional.empty();
      case Intake.Unusable(String defect) ->
          Optional.of(
              Problem.of(400, "unusable_picture", "The picture cannot be used", sentence(defect)));
      case Intake.Undeclared(var rule) ->
          Optional.of(
              Problem.invalid(
                      List.of(
                          new FieldError(
                              "declaration",
                              "must be \"%s\", by which you declare: %s"
                                  .formatted(rule.version(), rule.declaration()))))
                  .with("declaration", UploadView.of(rule)));
      case Intake.Closed ignored ->
          Optional.of(
              Problem.of(
                  403,
                  "uploads_closed",
                  "Pictures cannot be brought",
                  "Under the policies in force, nobody may bring pictures to start from."));
      case Intake.TooMany(int most) ->
          Optional.of(
              Problem.of(
                  409,
                  "too_many_uploads",
                  "Too many pictures",
                  "You keep %d pictures, as many as one may. Remove one first.".formatted(most)));
      case Intake.Busy(boolean own) ->
          Optional.of(
              own
                  ? Problem.of(
                      429,
                      "too_many_requests",
                      "Too much at once",
                      "Other pictures of yours are being read. Send fewer at once.")
                  : Problem.unavailable("Other pictures are being read. Try again in a moment."));
    };
  }

  private static String sentence(String defect) {
    String text = defect.substring(0, 1).toUpperCase(Locale.ROOT) + defect.substring(1);
    return text.endsWith(".") ? text : text + ".";
  }
}
