package dev.imprimatur.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningFileTest {
  @TempDir Path folder;

  @Test
  void read_whatWasWritten_isTheSame() throws Exception {
    var note =
        new RunningFile(
            RunningFile.ProcessNote.self(),
            true,
            List.of(
                new RunningFile.PartNote(
                    "broker",
                    PartState.READY,
                    61616,
                    Instant.parse("2026-01-02T03:04:05Z"),
                    RunningFile.ProcessNote.self()),
                new RunningFile.PartNote(
                    "server",
                    PartState.WAITING,
                    8080,
                    Instant.parse("2026-01-02T03:04:05Z"),
                    RunningFile.ProcessNote.NONE)));
    note.write(folder.resolve("note"));
    assertThat(RunningFile.read(folder.resolve("note"))).contains(note);
    assertThat(note.isSupervised()).isTrue();
  }

  @Test
  void read_whatIsNoNote_isNothing() throws Exception {
    assertThat(RunningFile.read(folder.resolve("missing"))).isEmpty();
    for (String damaged : List.of("", "{", "[]", "{}", "{\"supervisor\":{\"pid\":1}}")) {
      assertThat(RunningFile.read(Files.writeString(folder.resolve("note"), damaged)))
          .as(damaged)
          .isEmpty();
    }
  }

  @Test
  void handle_ofAnIdThatWasUsedAgain_isNothing() {
    RunningFile.ProcessNote self = RunningFile.ProcessNote.self();
    assertThat(self.handle()).contains(ProcessHandle.current());
    var earlier =
        new RunningFile.ProcessNote(self.pid(), self.began().minus(Duration.ofMinutes(1)));
    assertThat(earlier.handle()).isEmpty();
    assertThat(RunningFile.ProcessNote.NONE.handle()).isEmpty();
  }
}
