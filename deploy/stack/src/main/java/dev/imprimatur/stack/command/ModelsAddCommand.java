package dev.imprimatur.stack.command;

import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.model.ModelAddition;
import dev.imprimatur.stack.model.ModelCard;
import dev.imprimatur.stack.model.ModelId;
import dev.imprimatur.stack.model.ModelLora;
import dev.imprimatur.stack.model.WishedDefaults;
import dev.imprimatur.stack.tool.CheckpointPlace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a model. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Adds a Stable Diffusion checkpoint (1.x, 2.x, XL) as a model.",
      "Compares it with its configuration, hashes it and records its licence. It can then be drawn"
          + " with, in a running system as well."
    })
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class ModelsAddCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CHECKPOINT",
      description = "A folder in the diffusers layout, or one safetensors file.")
  private Path checkpoint;

  @Option(
      names = "--licence",
      required = true,
      paramLabel = "ID",
      description = "The licence it is used under, one of those in the policy bundle.")
  private String licence;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "What requests call it; the checkpoint's name unless given.")
  private @Nullable String id;

  @Option(
      names = "--configuration",
      paramLabel = "FOLDER",
      description =
          "For a checkpoint in one file that is unlike the published ones: a folder in the diffusers"
              + " layout, without weights, that configures it.")
  private @Nullable Path configuration;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "What people see; the id unless given.")
  private @Nullable String title;

  @Option(
      names = "--lora",
      paramLabel = "FILE[=WEIGHT]",
      description =
          "Merge this LoRA into it, 1 times as strong as it was trained or WEIGHT times; may be given"
              + " several times.")
  private List<String> loras = List.of();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = PictureSize.Converter.class,
      description = "What requests get that name no size; the checkpoint's own unless given.")
  private @Nullable PictureSize size;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "The same for steps: few for distilled and consistency models.")
  private @Nullable Integer steps;

  @Option(
      names = "--guidance",
      paramLabel = "SCALE",
      description = "The same for the guidance scale, 0 to 30.")
  private @Nullable Double guidance;

  @Option(names = "--sampler", paramLabel = "NAME", description = "The same for the sampler.")
  private @Nullable String sampler;

  @Option(
      names = "--link",
      description = "Leave the checkpoint where it lies instead of copying it.")
  private boolean link;

  @Spec private CommandSpec spec;

  private List<ModelLora> loras() {
    return loras.stream()
        .map(text ->
            ModelLora.parse(text)
                .orElseThrow(() ->
                    new ParameterException(
                        spec.commandLine(),
                        "The weight of a LoRA must be between -10 and 10: " + text)))
        .toList();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation installation = Installation.from(System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    String named = Objects.requireNonNullElse(id, ModelId.suggestedBy(checkpoint));
    var addition =
        new ModelAddition(
            installation,
            LicenceInForce.with(licence, installation, out),
            line -> {
              out.println(line);
              out.flush();
            });
    var wish =
        new ModelAddition.Wish(
            new CheckpointPlace(checkpoint, Optional.ofNullable(configuration)),
            named,
            Objects.requireNonNullElse(title, named),
            licence,
            link,
            loras(),
            new WishedDefaults(
                size == null ? null : size.width(),
                size == null ? null : size.height(),
                steps,
                guidance,
                sampler));
    return switch (addition.add(wish)) {
      case ModelAddition.Outcome.Refused(String reason) -> {
        out.println(reason);
        yield 1;
      }
      case ModelAddition.Outcome.Added(var model) -> {
        tell(model.card(), installation, out);
        yield 0;
      }
    };
  }

  private static void tell(ModelCard card, Installation installation, PrintWriter out) {
    out.printf("Added %s (%s), hash %s.%n", card.id(), card.family(), card.hash());
    out.println(
        card.safetyChecker().isEmpty()
            ? "It brings no safety checker of its own; the gateway's checks look at its pictures."
            : "Its own safety checker looks at its pictures beside the gateway's checks.");
    ModelCard.Defaults defaults = card.defaults();
    out.printf(
        "Unless asked otherwise it draws %d x %d pixels in %d steps of %s, guidance scale %s.%n",
        defaults.width(),
        defaults.height(),
        defaults.steps(),
        defaults.sampler(),
        defaults.guidanceScale());
    ForbiddenDefaults.of(card, installation.policies())
        .ifPresent(reason ->
            out.printf(
                "WARNING: who asks for no other settings is refused: %s%n"
                    + "Add it with --size or --steps that are permitted, or change the bundle.%n",
                reason));
    out.printf("Draw with it: ./imprimatur draw \"...\" --model %s%n", card.id());
  }
}
