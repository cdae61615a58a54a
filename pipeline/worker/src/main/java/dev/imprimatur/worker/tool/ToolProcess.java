package dev.imprimatur.worker.tool;

import ai.djl.engine.EngineException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.worker.shelf.ModelPlace;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One task of the command-line tool. Its first argument names the task; answers are lines of JSON
 * on standard output, the last of which may be {@code {"error": ...}}. Ends with 0 if all was done,
 * else with 1.
 */
public final class ToolProcess {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ToolProcess() {}

  /**
   * {@code describe} or {@code inspect CHECKPOINT [CONFIGURATION]}, {@code quantise FROM TO}, or
   * {@code draw}, {@code survey} or {@code train} with its order as input.
   */
  public static void main(String[] arguments) {
    var lines = new ToolLines(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    // What libraries print must not come between the lines.
    System.setOut(System.err);
    System.exit(run(arguments, System.in, lines) ? 0 : 1);
  }

  static boolean run(String[] arguments, InputStream input, ToolLines lines) {
    try {
      switch (arguments[0]) {
        case "describe" -> Inspection.describe(place(arguments), lines);
        case "inspect" -> Inspection.inspect(place(arguments), lines);
        case "quantise" ->
            Quantisation.quantise(Path.of(arguments[1]), Path.of(arguments[2]), lines);
        case "draw" -> ScratchDrawing.draw(JSON.readValue(input, ScratchOrder.class), lines);
        case "survey" -> Survey.draw(JSON.readValue(input, SurveyOrder.class), lines);
        case "train" -> ClassifierTraining.train(JSON.readValue(input, TrainingOrder.class), lines);
        default -> throw new IllegalArgumentException("there is no task " + arguments[0]);
      }
      return true;
    } catch (InvalidCheckpointException
        | IllegalArgumentException
        | IOException
        | EngineException
        | OutOfMemoryError e) {
      lines.error(Objects.toString(e.getMessage(), e.toString()));
      return false;
    }
  }

  /** A checkpoint, and after it the folders of configurations and LoRAs, of which each may lack. */
  private static ModelPlace place(String[] arguments) {
    return new ModelPlace(
        "",
        Path.of(arguments[1]),
        folder(arguments, "configuration="),
        folder(arguments, "loras="));
  }

  private static Optional<Path> folder(String[] arguments, String prefix) {
    return Stream.of(arguments)
        .skip(2)
        .filter(argument -> argument.startsWith(prefix))
        .findFirst()
        .map(argument -> Path.of(argument.substring(prefix.length())));
  }
}
