package dev.imprimatur.stack.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.stack.installation.FolderCopy;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.process.ProcessLock;
import dev.imprimatur.stack.tool.CheckpointPlace;
import dev.imprimatur.stack.tool.WorkerTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The story of a model's coming: its name and licence are looked at, its checkpoint is compared as
 * a whole with its configuration, copied or linked, and hashed; only then does it appear.
 */
public final class ModelAddition {
  private final ModelShelf shelf;
  private final KnownLicences licences;
  private final WorkerTool tool;
  private final Consumer<String> console;

  /**
   * An addition to an installation's shelf.
   *
   * @param licences under which models can be used
   * @param console is told what takes time
   */
  public ModelAddition(
      Installation installation, KnownLicences licences, Consumer<String> console) {
    this.shelf = new ModelShelf(installation);
    this.licences = licences;
    this.tool = new WorkerTool(installation);
    this.console = console;
  }

  /**
   * What somebody wants added.
   *
   * @param place where the checkpoint is
   * @param link whether the checkpoint stays where it lies
   * @param loras to be merged into it, in their order; they are copied
   * @param defaults what requests get, where the checkpoint's own are not wanted
   */
  public record Wish(
      CheckpointPlace place,
      String id,
      String title,
      String licence,
      boolean link,
      List<ModelLora> loras,
      WishedDefaults defaults) {
    public Wish {
      loras = List.copyOf(loras);
    }
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** The model is on the shelf. */
    record Added(ShelvedModel model) implements Outcome {}

    /** It is not, and nothing has changed. */
    record Refused(String reason) implements Outcome {}
  }

  /** Adds what is wished. */
  public Outcome add(Wish wish) throws IOException, InterruptedException {
    Optional<String> defect = defect(wish);
    if (defect.isPresent()) {
      return new Outcome.Refused(defect.get());
    }
    try (ProcessLock lock = shelf.lock()) {
      if (!lock.isHeld()) {
        return new Outcome.Refused(
            "Another command is changing the models here. Wait for its end.");
      }
      Path making = shelf.begin();
      try {
        return make(wish, making);
      } finally {
        FolderCopy.remove(making);
      }
    }
  }

  private Optional<String> defect(Wish wish) throws IOException {
    if (!ModelId.isOne(wish.id())) {
      return Optional.of(
          "\"%s\" cannot be a model's id, which has %s. Give one by --id."
              .formatted(wish.id(), ModelId.RULE));
    }
    Optional<ShelvedModel> namesake = shelf.find(wish.id());
    if (namesake.isPresent()) {
      return Optional.of(
          "There is a model %s already: %s. Give another --id%s."
              .formatted(
                  wish.id(),
                  namesake.get().card().title(),
                  namesake.get().builtIn() ? "" : ", or remove that one first"));
    }
    if (licences.find(wish.licence()).isEmpty()) {
      return Optional.of(unknownLicence(wish.licence()));
    }
    return missing(wish.place())
        .or(() ->
            wish.loras().stream()
                .filter(lora -> !Files.isRegularFile(lora.file()))
                .findFirst()
                .map(lora -> "There is no file %s.".formatted(lora.file())));
  }

  private static Optional<String> missing(CheckpointPlace place) {
    if (place.isThere()) {
      return Optional.empty();
    }
    return Optional.of(
        Files.exists(place.checkpoint())
            ? "There is no folder %s.".formatted(place.configuration().orElseThrow())
            : "There is no %s.".formatted(place.checkpoint()));
  }

  private String unknownLicence(String id) {
    var words = new StringBuilder("The policy bundle holds no licence " + id + ". It holds:\n");
    for (KnownLicences.Entry entry : licences.all()) {
      words.append(
          "  %-24s %s, version %s%n".formatted(entry.id(), entry.title(), entry.version()));
    }
    return words
        .append("A licence is added as a text in ")
        .append(licences.folder())
        .append(" with an entry in its licences.json.")
        .toString();
  }

  private Outcome make(Wish wish, Path making) throws IOException, InterruptedException {
    WorkerTool.Ended described = tool.run("", line -> {}, wish.place().task("describe"));
    if (!described.done()) {
      return new Outcome.Refused(described.error());
    }
    Optional<String> defect =
        wish.defaults()
            .defect(
                ModelCard.settings(
                    described.last().at("/facts/settings/limits"), ModelCard.Limits.class));
    if (defect.isPresent()) {
      return new Outcome.Refused(defect.get());
    }
    if (!wish.link()) {
      console.accept("Copying the checkpoint");
    }
    CheckpointPlace plain = wish.place().to(making);
    new CheckpointCopy(wish.place(), plain, wish.link()).make(described.last().at("/facts/files"));
    CheckpointPlace made = copyLoras(wish, making, plain);
    console.accept("Hashing it");
    WorkerTool.Ended inspected = tool.run("", line -> {}, made.task("inspect"));
    if (!inspected.done()) {
      return new Outcome.Refused(inspected.error());
    }
    ModelCard card = card(wish, inspected.last());
    card.write(making);
    shelf.publish(making, wish.id());
    return new Outcome.Added(shelf.find(wish.id()).orElseThrow());
  }

  private static CheckpointPlace copyLoras(Wish wish, Path making, CheckpointPlace plain)
      throws IOException {
    if (wish.loras().isEmpty()) {
      return plain;
    }
    Path folder = Files.createDirectory(making.resolve("loras"));
    for (int place = 0; place < wish.loras().size(); place++) {
      ModelLora lora = wish.loras().get(place);
      Files.copy(lora.file(), folder.resolve(lora.name(place)));
    }
    return new CheckpointPlace(plain.checkpoint(), plain.configuration(), Optional.of(folder));
  }

  private static String adapted(Wish wish) {
    return wish.loras().isEmpty()
        ? ""
        : ", adapted by "
            + wish.loras().stream().map(ModelLora::toString).collect(Collectors.joining(", "));
  }

  private static ModelCard card(Wish wish, JsonNode inspected) throws IOException {
    JsonNode facts = inspected.get("facts");
    String family = facts.get("family").asText();
    boolean inpainting = facts.get("inpainting").asBoolean();
    return new ModelCard(
        wish.id(),
        wish.title(),
        "A checkpoint of the family %s%s%s, added by an operator."
            .formatted(family, inpainting ? ", which fills holes in pictures" : "", adapted(wish)),
        family,
        wish.licence(),
        inspected.get("hash").asText(),
        inspected.get("safetyChecker").asText(),
        wish.defaults()
            .over(ModelCard.settings(facts.at("/settings/defaults"), ModelCard.Defaults.class)),
        ModelCard.settings(facts.at("/settings/limits"), ModelCard.Limits.class));
  }
}
