package dev.imprimatur.stack.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.part.WorkerProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs tasks in a process with the worker's libraries, which answers in lines of JSON. */
public final class WorkerTool {
  private static final String MAIN = "dev.imprimatur.worker.tool.ToolProcess";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LAST_LINES = 8;

  private final Installation installation;

  public WorkerTool(Installation installation) {
    this.installation = installation;
  }

  /** What the last line of a task said, and whether all was done. */
  public record Ended(boolean done, JsonNode last) {
    /** Why not all was done. */
    public String error() {
      return last.path("error").asText();
    }
  }

  /**
   * Runs a task to its end.
   *
   * @param input for the process to read
   * @param listener is told every line as it comes
   * @throws IOException if the process died without an answer, with the end of what it wrote
   */
  public Ended run(String input, Consumer<JsonNode> listener, String... task)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile("imprimatur-tool", ".txt");
    try {
      Process process = start(errors, task);
      try (OutputStream out = process.getOutputStream()) {
        out.write(input.getBytes(StandardCharsets.UTF_8));
      }
      JsonNode last = JSON.missingNode();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          last = parse(line);
          listener.accept(last);
        }
      }
      int status = process.waitFor();
      if (last.isMissingNode() || (status != 0 && !last.has("error"))) {
        throw new IOException(
            "the drawing process ended with status %d:%n%s".formatted(status, end(errors)));
      }
      return new Ended(status == 0, last);
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  private Process start(Path errors, String... task) throws IOException {
    if (!Files.isDirectory(installation.workerLibraries())) {
      throw new IOException("the worker is not built: run ./imprimatur build");
    }
    var command = new ArrayList<>(WorkerProgram.command(installation, MAIN, System.getenv()));
    command.addAll(List.of(task));
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().putAll(WorkerProgram.environment(System.getenv()));
    return builder.start();
  }

  private static JsonNode parse(String line) throws IOException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException("the drawing process answered what is no JSON: " + line, e);
    }
  }

  private static String end(Path errors) throws IOException {
    List<String> lines = Files.readAllLines(errors, StandardCharsets.ISO_8859_1);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
