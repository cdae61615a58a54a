package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.model.ModelCard;
import dev.imprimatur.stack.model.ModelShelf;
import dev.imprimatur.stack.model.ShelvedModel;
import dev.imprimatur.stack.part.WorkerProgram;
import dev.imprimatur.stack.tool.CheckpointPlace;
import dev.imprimatur.stack.tool.WorkerTool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws without the running system, and says that nobody checked or recorded it. */
final class ScratchDraw {
  private static final String BUILT_IN = "cartoon";
  private static final long SEEDS = 1L << 32;

  private final Installation installation;
  private final PrintWriter out;

  ScratchDraw(Installation installation, PrintWriter out) {
    this.installation = installation;
    this.out = out;
  }

  int draw(
      String prompt,
      DrawSettings settings,
      StartOptions start,
      Path folder,
      @Nullable Path configuration)
      throws IOException, InterruptedException {
    String named = settings.model == null ? BUILT_IN : settings.model;
    Optional<ShelvedModel> model = new ModelShelf(installation).find(named);
    CheckpointPlace place =
        model
            .map(ShelvedModel::place)
            .orElse(new CheckpointPlace(Path.of(named), Optional.ofNullable(configuration)));
    if (!place.isThere()) {
      out.println(
          model.isPresent()
              ? "The checkpoint of " + named + " is gone: " + place.checkpoint()
              : ModelsShowCommand.unknown(named) + " Nor is there a checkpoint of that name.");
      return 1;
    }
    out.println("Unconnected: nothing of this is checked against policy, looked at or recorded.");
    out.flush();
    long seed = settings.seed == null ? new SecureRandom().nextLong(SEEDS) : settings.seed;
    ObjectNode order = order(prompt, settings, start, place, named, seed);
    model.ifPresent(known -> fillIn(order, known.card(), start.image != null));
    addFiles(
        order, folder, name(place.checkpoint(), named, model.isPresent()), seed, settings.count);
    return run(order, settings.count);
  }

  private ObjectNode order(
      String prompt,
      DrawSettings settings,
      StartOptions start,
      CheckpointPlace place,
      String named,
      long seed) {
    ObjectNode order =
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("checkpoint", text(place.checkpoint()))
            .put("configuration", text(place.configuration().orElse(null)))
            .put("loras", text(place.loras().orElse(null)))
            .put("model", named)
            .put("device", WorkerProgram.device(System.getenv()))
            .put("prompt", prompt)
            .put("negativePrompt", settings.negative)
            .put("steps", settings.steps)
            .put("guidanceScale", settings.guidance)
            .put("sampler", settings.sampler)
            .put("seed", seed)
            .put("image", text(start.image))
            .put("mask", text(start.mask))
            .put("strength", settings.strength);
    if (settings.size != null) {
      order.put("width", settings.size.width()).put("height", settings.size.height());
    }
    return order;
  }

  private static @Nullable String text(@Nullable Path path) {
    return path == null ? null : path.toAbsolutePath().toString();
  }

  /** What is left open becomes what the model's card says, as it does in the running system. */
  private static void fillIn(ObjectNode order, ModelCard card, boolean fromPicture) {
    ModelCard.Defaults defaults = card.defaults();
    if (!order.hasNonNull("steps")) {
      order.put("steps", defaults.steps());
    }
    if (!order.hasNonNull("guidanceScale")) {
      order.put("guidanceScale", defaults.guidanceScale());
    }
    if (!order.hasNonNull("sampler")) {
      order.put("sampler", defaults.sampler());
    }
    if (!order.has("width") && !fromPicture) {
      order.put("width", defaults.width()).put("height", defaults.height());
    }
  }

  private static String name(Path checkpoint, String named, boolean shelved) {
    return shelved
        ? named
        : String.valueOf(checkpoint.toAbsolutePath().normalize().getFileName())
            .replaceFirst("\\.safetensors$", "");
  }

  private static void addFiles(ObjectNode order, Path folder, String name, long seed, int count)
      throws IOException {
    Files.createDirectories(folder);
    var files = order.putArray("files");
    for (int index = 0; index < count; index++) {
      String base = name + "-" + (seed + index);
      Path file = folder.resolve(base + ".png");
      for (int again = 2; Files.exists(file); again++) {
        file = folder.resolve(base + "-" + again + ".png");
      }
      files.add(file.toAbsolutePath().toString());
    }
  }

  private int run(ObjectNode order, int count) throws IOException, InterruptedException {
    var steps = new StepLines(out, count, InstantSource.system());
    WorkerTool.Ended ended =
        new WorkerTool(installation).run(order.toString(), line -> tell(line, steps), "draw");
    if (ended.done()) {
      return 0;
    }
    out.println("Not drawn: " + Words.plain(ended.error()));
    return 1;
  }

  private void tell(JsonNode line, StepLines steps) {
    if (line.has("step")) {
      steps.step(line.path("image").asInt(), line.path("step").asInt(), line.path("steps").asInt());
    } else if (line.has("notice")) {
      out.println(Words.plain(line.path("notice").asText()));
    } else if (line.has("picture")) {
      out.println("Wrote " + line.path("picture").asText());
    }
    out.flush();
  }
}
