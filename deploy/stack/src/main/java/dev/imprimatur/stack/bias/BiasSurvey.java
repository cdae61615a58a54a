package dev.imprimatur.stack.bias;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.policy.bias.OccupationPlan;
import dev.imprimatur.policy.bias.PlannedPicture;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.model.ModelCard;
import dev.imprimatur.stack.tool.CheckpointPlace;
import dev.imprimatur.stack.tool.WorkerTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The story of a survey: the rewriting says what is drawn, the worker's tool draws and reads it,
 * and what it read becomes a report.
 */
public final class BiasSurvey {
  /** Pictures of each kind that the page shows. */
  private static final int SHOWN = 8;

  private static final String JOURNAL = ".readings";

  private final SurveyWish wish;
  private final PolicyBundle bundle;
  private final List<OccupationPlan> plans;

  private BiasSurvey(SurveyWish wish, PolicyBundle bundle, List<OccupationPlan> plans) {
    this.wish = wish;
    this.bundle = bundle;
    this.plans = plans;
  }

  /**
   * Plans a survey.
   *
   * @throws IllegalArgumentException if the bundle does not rewrite one of the occupations
   */
  public static BiasSurvey of(SurveyWish wish, PolicyBundle bundle) {
    return new BiasSurvey(
        wish,
        bundle,
        wish.occupations().stream()
            .map(occupation ->
                OccupationPlan.of(
                    occupation,
                    bundle,
                    wish.model().card().id(),
                    wish.pictures(),
                    wish.imagesPerRequest(),
                    wish.seed()))
            .toList());
  }

  /** How many pictures are drawn. */
  public int pictures() {
    return 2 * wish.pictures() * plans.size();
  }

  /** How a survey ended. */
  public sealed interface Outcome {
    /** All pictures are read. */
    record Surveyed(SurveyResult result) implements Outcome {}

    /** The pictures cannot be drawn or read. */
    record Failed(String reason) implements Outcome {}
  }

  /**
   * Draws and reads what is missing.
   *
   * @param folder keeps the readings until the report is written
   * @param progress is told how many pictures are read
   */
  public Outcome draw(Installation installation, Path folder, IntConsumer progress)
      throws IOException, InterruptedException {
    String order = order(List.of()).toString();
    Path file = Files.createDirectories(folder).resolve(JOURNAL);
    try (SurveyJournal journal = SurveyJournal.open(file, key(order))) {
      var result = new SurveyResult(wish, bundle, plans);
      journal.kept().forEach(result::take);
      progress.accept(result.read());
      List<Integer> missing = result.missing();
      if (!missing.isEmpty()) {
        WorkerTool.Ended ended =
            new WorkerTool(installation)
                .run(
                    order(missing).toString(),
                    line -> {
                      keep(journal, line);
                      result.take(line);
                      progress.accept(result.read());
                    },
                    "survey");
        if (!ended.done()) {
          return new Outcome.Failed(ended.error());
        }
      }
      journal.done();
      return new Outcome.Surveyed(result);
    }
  }

  private static void keep(SurveyJournal journal, JsonNode line) {
    try {
      journal.add(line);
    } catch (IOException e) {
      throw new UncheckedIOException("the readings cannot be kept: " + e.getMessage(), e);
    }
  }

  /** What the worker's tool is to draw of all that is planned. */
  private ObjectNode order(List<Integer> wanted) {
    CheckpointPlace place = wish.model().place();
    ModelCard.Defaults defaults = wish.model().card().defaults();
    ObjectNode order =
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("checkpoint", place.checkpoint().toString())
            .put("configuration", place.configuration().map(Path::toString).orElse(null))
            .put("loras", place.loras().map(Path::toString).orElse(null))
            .put("device", wish.device())
            .put("classifier", wish.classifier().toString())
            .put("width", defaults.width())
            .put("height", defaults.height())
            .put("steps", wish.steps())
            .put("guidanceScale", defaults.guidanceScale())
            .put("sampler", defaults.sampler());
    ArrayNode pictures = order.putArray("pictures");
    for (int index : wanted) {
      PlannedPicture picture = picture(index);
      ArrayNode weights =
          pictures
              .addObject()
              .put("index", index)
              .put("prompt", picture.prompt())
              .put("seed", picture.seed())
              .put("shown", index % wish.pictures() < SHOWN)
              .putArray("weights");
      picture
          .weights()
          .forEach(weight ->
              weights
                  .addObject()
                  .put("start", weight.start())
                  .put("end", weight.end())
                  .put("weight", weight.weight()));
    }
    return order;
  }

  /** All pictures in a row: for each occupation those without rewriting, then those with it. */
  private PlannedPicture picture(int index) {
    OccupationPlan plan = plans.get(index / (2 * wish.pictures()));
    int within = index % (2 * wish.pictures());
    return within < wish.pictures()
        ? plan.original().get(within)
        : plan.rewritten().get(within - wish.pictures());
  }

  private String key(String order) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(order.getBytes(StandardCharsets.UTF_8));
      digest.update(plans.toString().getBytes(StandardCharsets.UTF_8));
      digest.update(wish.model().card().hash().getBytes(StandardCharsets.UTF_8));
      digest.update(bundle.hash().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(wish.classifier()));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
