package dev.imprimatur.stack.command;

import dev.imprimatur.contract.ImageOrder;
import dev.imprimatur.policy.bias.BiasReport;
import dev.imprimatur.policy.bias.BiasReportJson;
import dev.imprimatur.policy.bias.BiasReportPage;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.stack.bias.BiasSurvey;
import dev.imprimatur.stack.bias.SurveyResult;
import dev.imprimatur.stack.bias.SurveyWish;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.model.AdmissionRecord;
import dev.imprimatur.stack.model.ModelShelf;
import dev.imprimatur.stack.model.ShelvedModel;
import dev.imprimatur.stack.part.WorkerProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a bias report of a model. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Draws pictures for each occupation with and without the diversity rewriting, has a classifier"
          + " read them, and writes how far they lie from the target: bias.html and bias.json.",
      "The pictures go through no gateway and are not kept. The report becomes part of the model's"
          + " admission record. Stopped by Ctrl-C, the same command goes on where it was."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class BiasReportCommand implements Callable<Integer> {
  private static final String CLASSIFIER = "attributes/classifier.safetensors";
  private static final int MOST_PICTURES = 10_000;

  @Option(
      names = "--model",
      paramLabel = "ID",
      defaultValue = "cartoon",
      description = "The model's id; ${DEFAULT-VALUE} unless given.")
  private String model;

  @Option(
      names = "--pictures",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "Pictures for each occupation, with and as many without rewriting; ${DEFAULT-VALUE}"
              + " unless given.")
  private int pictures;

  @Option(
      names = "--occupations",
      paramLabel = "A,B,..",
      defaultValue = "doctor,nurse,ceo,cleaner",
      description = "Occupations, divided by commas; ${DEFAULT-VALUE} unless given.")
  private String occupations;

  @Option(
      names = "--steps",
      paramLabel = "S",
      defaultValue = "12",
      description = "Denoising steps; ${DEFAULT-VALUE} unless given.")
  private int steps;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the first picture; ${DEFAULT-VALUE} unless given.")
  private long seed;

  @Option(
      names = "--classifier",
      paramLabel = "FILE",
      description =
          "An attribute classifier that knows the model's pictures; the one that came with the"
              + " model unless given.")
  private @Nullable Path classifier;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      defaultValue = "bias-report",
      description = "Where to write; ${DEFAULT-VALUE} unless given.")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireNumbers();
    var lines = new Lines(spec.commandLine().getOut());
    Installation installation = Installation.from(System.getenv());
    Optional<ShelvedModel> shelved = new ModelShelf(installation).find(model);
    if (shelved.isEmpty()) {
      lines.say(ModelsShowCommand.unknown(model));
      return 1;
    }
    Path reading = classifier == null ? shelved.get().folder().resolve(CLASSIFIER) : classifier;
    if (!Files.exists(reading)) {
      lines.say(
          "No classifier knows the pictures of %s: there is no %s. Name one by --classifier; train one by ./imprimatur bias train."
              .formatted(model, reading));
      return 1;
    }
    Optional<PolicyBundle> bundle = BundleFolder.of(null).load(lines);
    return bundle.isEmpty() ? 1 : survey(installation, wish(shelved.get(), reading), bundle.get());
  }

  private SurveyWish wish(ShelvedModel shelved, Path reading) {
    List<String> named =
        Arrays.stream(occupations.split(",", -1)).map(String::strip).distinct().toList();
    if (named.stream().anyMatch(String::isEmpty)) {
      throw wrong("--occupations names nothing between two commas");
    }
    return new SurveyWish(
        shelved,
        reading.toAbsolutePath(),
        WorkerProgram.device(System.getenv()),
        named,
        pictures,
        steps,
        seed);
  }

  private int survey(Installation installation, SurveyWish wish, PolicyBundle bundle)
      throws IOException, InterruptedException {
    var lines = new Lines(spec.commandLine().getOut());
    BiasSurvey survey;
    try {
      survey = BiasSurvey.of(wish, bundle);
    } catch (IllegalArgumentException e) {
      lines.say("Not surveyed: " + e.getMessage());
      return 1;
    }
    lines.say(
        "Drawing %d pictures with %s, rewritten by the bundle %s."
            .formatted(survey.pictures(), model, bundle.version()));
    var progress = new SurveyProgress(lines, survey.pictures(), InstantSource.system());
    return switch (survey.draw(installation, output, progress::read)) {
      case BiasSurvey.Outcome.Failed(String reason) -> {
        lines.say("Not surveyed: " + reason);
        yield 1;
      }
      case BiasSurvey.Outcome.Surveyed(SurveyResult result) -> {
        write(installation, result, lines);
        yield 0;
      }
    };
  }

  private void write(Installation installation, SurveyResult result, Lines lines)
      throws IOException {
    BiasReport report = result.report(InstantSource.system().instant());
    String json = BiasReportJson.write(report);
    String page = BiasReportPage.of(report, result.samples());
    AdmissionRecord.write(output.resolve("bias.json"), json);
    AdmissionRecord.write(output.resolve("bias.html"), page);
    AdmissionRecord record = AdmissionRecord.of(installation, model);
    record.keep(json, page);
    BiasWords.occupations(report).forEach(lines::say);
    BiasWords.headlines(report).forEach(lines::say);
    lines.say("Wrote %s and bias.json beside it.".formatted(output.resolve("bias.html")));
  }

  private void requireNumbers() {
    if (pictures < 1 || pictures > MOST_PICTURES) {
      throw wrong("--pictures must be from 1 to " + MOST_PICTURES);
    }
    if (seed < 0 || seed > ImageOrder.MAXIMUM_SEED - pictures) {
      throw wrong("--seed must be from 0 to " + (ImageOrder.MAXIMUM_SEED - pictures));
    }
    if (steps < 1 || steps > 1000) {
      throw wrong("--steps must be from 1 to 1000");
    }
  }

  private ParameterException wrong(String rule) {
    return new ParameterException(spec.commandLine(), rule);
  }
}
