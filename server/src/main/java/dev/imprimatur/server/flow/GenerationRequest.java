package dev.imprimatur.server.flow;

import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.model.ModelCard;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A request whose fields are all well-formed and filled. Whether it may be drawn is another
 * question.
 *
 * @param caller who asks
 * @param model what is to draw
 * @param prompt as typed, with the words of the preset
 * @param negativePrompt as typed, with the words of the preset; may be empty
 * @param preset the id of the preset whose words the prompts have already
 * @param weights whether {@code (words:1.2)} in prompts makes words count more
 * @param start what the pictures start from; noise alone if empty
 * @param settings how
 * @param choice whether the prompt may be rewritten
 * @param justification why not
 */
public record GenerationRequest(
    Caller caller,
    ModelCard model,
    String prompt,
    String negativePrompt,
    Optional<String> preset,
    boolean weights,
    Optional<StartPicture> start,
    Settings settings,
    RewritingChoice choice,
    Optional<String> justification) {
  /** The pictures that somebody brought for it. */
  Stream<UUID> uploads() {
    return start.stream().flatMap(StartPicture::uploads);
  }

  /** Leaves out what was typed, so that none of it reaches a log file by accident. */
  @Override
  public String toString() {
    return "GenerationRequest[" + model.id() + "]";
  }
}
