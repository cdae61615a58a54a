package dev.imprimatur.stack.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The note of a running installation: who supervises it and which parts run as which processes. A
 * process counts as the noted one only if it also began when the note says, because process ids are
 * used again.
 *
 * @param supervisor the supervising process
 * @param ready whether all parts were ready once
 * @param parts in the order in which they were started
 */
public record RunningFile(ProcessNote supervisor, boolean ready, List<PartNote> parts) {
  private static final Duration ROUNDING = Duration.ofSeconds(2);

  public RunningFile {
    parts = List.copyOf(parts);
  }

  /** A process, by its id and when it began. */
  public record ProcessNote(long pid, Instant began) {
    /** No process. */
    public static final ProcessNote NONE = new ProcessNote(0, Instant.EPOCH);

    /** This very process. */
    public static ProcessNote self() {
      return of(ProcessHandle.current());
    }

    /** A process of this machine. */
    public static ProcessNote of(ProcessHandle handle) {
      return new ProcessNote(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process, if it is still there. */
    public Optional<ProcessHandle> handle() {
      return Optional.of(pid)
          .filter(id -> id > 0)
          .flatMap(ProcessHandle::of)
          .filter(ProcessHandle::isAlive)
          .filter(handle ->
              Duration.between(handle.info().startInstant().orElse(Instant.EPOCH), began)
                      .abs()
                      .compareTo(ROUNDING)
                  <= 0);
    }
  }

  /**
   * A part, how it fares since when, and its process, {@link ProcessNote#NONE} while it has none.
   */
  public record PartNote(
      String name, PartState state, int port, Instant since, ProcessNote process) {}

  /** The note in a file, if there is one that can be read. */
  public static Optional<RunningFile> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      ObjectNode json = (ObjectNode) new ObjectMapper().readTree(file.toFile());
      var parts = new ArrayList<PartNote>();
      for (var part : json.withArray("parts")) {
        parts.add(
            new PartNote(
                part.get("name").asText(),
                PartState.valueOf(part.get("state").asText()),
                part.get("port").asInt(),
                Instant.parse(part.get("since").asText()),
                noted(part.get("process"))));
      }
      return Optional.of(
          new RunningFile(noted(json.get("supervisor")), json.get("ready").asBoolean(), parts));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Replaces the note in a file. */
  public void write(Path file) throws IOException {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.set("supervisor", json(supervisor));
    json.put("ready", ready);
    ArrayNode list = json.putArray("parts");
    for (PartNote part : parts) {
      ObjectNode entry = list.addObject();
      entry.put("name", part.name());
      entry.put("state", part.state().name());
      entry.put("port", part.port());
      entry.put("since", part.since().toString());
      entry.set("process", json(part.process()));
    }
    Path fresh = Files.createTempFile(file.getParent(), "supervisor", null);
    Files.writeString(fresh, json.toPrettyString() + "\n");
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether the supervisor still runs. */
  public boolean isSupervised() {
    return supervisor.handle().isPresent();
  }

  private static ObjectNode json(ProcessNote process) {
    return new ObjectMapper()
        .createObjectNode()
        .put("pid", process.pid())
        .put("began", process.began().toString());
  }

  private static ProcessNote noted(JsonNode node) {
    return new ProcessNote(node.get("pid").asLong(), Instant.parse(node.get("began").asText()));
  }
}
