package dev.imprimatur.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** How a worker's attempt at an order ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = GenerationOutcome.Drawn.class, name = "drawn"),
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
   */
  record Drawn(List<DrawnImage> images, RunTrace trace, List<String> notices)
      implements GenerationOutcome {
    public Drawn {
      images = List.copyOf(images);
      notices = List.copyOf(notices);
    }
  }

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
