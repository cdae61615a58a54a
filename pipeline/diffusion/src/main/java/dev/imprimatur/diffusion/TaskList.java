package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.conditioning.PromptEncoder;
import dev.imprimatur.diffusion.conditioning.RememberedTexts;
import dev.imprimatur.diffusion.conditioning.TextCondition;
import dev.imprimatur.diffusion.noise.NoiseStream;
import dev.imprimatur.diffusion.prompt.WeightedPrompt;
import dev.imprimatur.diffusion.scheduler.Scheduler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns a request into one task for each of its pictures. */
final class TaskList {
  private final ModelParts parts;
  private final NDManager scope;
  private final Function<DrawingRequest, Scheduler> schedulers;
  private final RememberedTexts remembered;
  private final Set<String> notices = new LinkedHashSet<>();

  TaskList(
      ModelParts parts,
      NDManager scope,
      Function<DrawingRequest, Scheduler> schedulers,
      RememberedTexts remembered) {
    this.remembered = remembered;
    this.parts = parts;
    this.scope = scope;
    this.schedulers = schedulers;
  }

  /** The tasks of {@code request}, in the order of its pictures. */
  List<PictureTask> of(int commission, DrawingRequest request) {
    List<Texts> texts = parts.prompts().with(encoder -> texts(encoder, request));
    Departure departure = new Departures(parts, scope).of(request);
    var tasks = new ArrayList<PictureTask>();
    for (int image = 0; image < texts.size(); image++) {
      NoiseStream noise = request.noise().stream(request.images().get(image));
      tasks.add(
          new PictureTask(
              commission,
              image,
              request,
              texts.get(image).prompt(),
              texts.get(image).negative(),
              departure.trajectory(schedulers.apply(request), noise)));
    }
    return tasks;
  }

  /** What the user should know about the texts. */
  List<String> notices() {
    return List.copyOf(notices);
  }

  private record Texts(TextCondition prompt, Optional<TextCondition> negative) {}

  private List<Texts> texts(PromptEncoder encoder, DrawingRequest request) {
    boolean guided = request.guidanceScale() > 1 && !parts.unetFacts().takesGuidance();
    var texts = new ArrayList<Texts>();
    for (ImageRequest image : request.images()) {
      TextCondition prompt = encode(encoder, request, image.prompt(), "prompt");
      texts.add(
          new Texts(
              prompt, guided ? Optional.of(negative(encoder, request, prompt)) : Optional.empty()));
    }
    return texts;
  }

  private TextCondition negative(
      PromptEncoder encoder, DrawingRequest request, TextCondition prompt) {
    if (request.negativePrompt().isEmpty() && parts.zerosForAbsentPrompt()) {
      return prompt.zeros();
    }
    return encode(encoder, request, request.negativePrompt().orElse(""), "negative prompt");
  }

  private TextCondition encode(
      PromptEncoder encoder, DrawingRequest request, String text, String name) {
    WeightedPrompt prompt = request.style().read(text);
    notices.addAll(prompt.notices());
    return remembered.encode(
        encoder,
        prompt.spans(),
        cut ->
            notices.add(
                "The %s is longer than the model can read. This was left out: %s"
                    .formatted(name, cut.cutText().strip())));
  }
}
