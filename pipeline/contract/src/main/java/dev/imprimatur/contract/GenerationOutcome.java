package dev.imprimatur.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/** How a worker's attempt at an order ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = GenerationOutcome.Drawn.class, name = "drawn"),
  @JsonSubTypes.Type(value = GenerationOutcome.StartFlagged.class, name = "start-flagged"),
  @JsonSubTypes.Type(value = GenerationOutcome.Cancelled.class, name = "cancelled"),
  @JsonSubTypes.Type(value = GenerationOutcome.Failed.class, name = "failed")
})
public sealed interface GenerationOutcome {

  /**
   * Every picture was drawn and checked.
   *
   * @param images in order of their index
   * @param trace what a replay needs
   * @param notices what the user should know, for example that a prompt was cut
   * @param start what was said of the picture that they start from, if somebody brought it
   */
  record Drawn(
      List<DrawnImage> images, RunTrace trace, List<String> notices, Optional<StartReport> start)
      implements GenerationOutcome {
    public Drawn {
      images = List.copyOf(images);
      notices = List.copyOf(notices);
    }
  }

  /**
   * Nothing was drawn, because the picture to start from, which somebody brought, is flagged.
   *
   * @param start what was said of it
   */
  record StartFlagged(StartReport start) implements GenerationOutcome {}

  /**
   * The order was cancelled while it was drawn.
   *
   * @param step the step before which it stopped
   */
  record Cancelled(int step) implements GenerationOutcome {}

  /**
   * The order could not be drawn, and trying again would not help.
   *
   * @param code why
   * @param message what was wrong, in words for an operator; never a prompt
   */
  record Failed(FailureCode code, String message) implements GenerationOutcome {}
}
