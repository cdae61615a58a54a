package dev.imprimatur.stack.bias;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that a survey has answered so far, kept in a file, so that a survey that was stopped
 * goes on where it was. A file of another survey, and a line that was not written to its end, count
 * as nothing.
 */
final class SurveyJournal implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final List<JsonNode> kept;
  private final BufferedWriter writer;

  private SurveyJournal(Path file, List<JsonNode> kept, BufferedWriter writer) {
    this.file = file;
    this.kept = kept;
    this.writer = writer;
  }

  /**
   * Opens the journal of a survey.
   *
   * @param key of everything that decides what comes out
   */
  static SurveyJournal open(Path file, String key) throws IOException {
    List<JsonNode> kept = read(file, key);
    BufferedWriter writer =
        Files.newBufferedWriter(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    var journal = new SurveyJournal(file, kept, writer);
    journal.add(JSON.createObjectNode().put("survey-key", key));
    for (JsonNode line : kept) {
      journal.add(line);
    }
    return journal;
  }

  /** What was answered before. */
  List<JsonNode> kept() {
    return kept;
  }

  /** Keeps a line. */
  void add(JsonNode line) throws IOException {
    writer.write(line.toString());
    writer.newLine();
    writer.flush();
  }

  /** The survey is at its end, and its report written. */
  void done() throws IOException {
    writer.close();
    Files.delete(file);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static List<JsonNode> read(Path file, String key) throws IOException {
    var lines = new ArrayList<JsonNode>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        try {
          lines.add(JSON.readTree(line));
        } catch (JsonProcessingException e) {
          break;
        }
      }
    }
    return lines.isEmpty() || !lines.getFirst().path("survey-key").asText().equals(key)
        ? List.of()
        : List.copyOf(lines.subList(1, lines.size()));
  }
}
