package dev.imprimatur.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, small ones. */
class SupervisorTest {
  private static final String LASTING = "echo ready; exec sleep 600";

  @TempDir Path folder;
  private final List<String> diary = new CopyOnWriteArrayList<>();
  private Supervisor supervisor;

  @AfterEach
  void close() {
    if (supervisor != null) {
      supervisor.close();
    }
  }

  @Test
  void start_partWithNeeds_waitsForThemAndEndsBeforeThem() throws Exception {
    supervise(
        part("store", Set.of(), "sleep 1; " + LASTING), part("desk", Set.of("store"), LASTING));
    supervisor.start();
    assertThat(note().ready()).isTrue();
    List<ProcessHandle> processes = List.of(process("store"), process("desk"));
    supervisor.close();
    assertThat(diary)
        .containsExactly(
            "store launched",
            "store ready",
            "desk launched",
            "desk ready",
            "desk stopped",
            "store stopped");
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(noteFile()).doesNotExist();
  }

  @Test
  void kill_ofAPart_startsItAgainAndLeavesTheOthersAlone() throws Exception {
    supervise(part("store", Set.of(), LASTING), part("desk", Set.of("store"), LASTING));
    supervisor.start();
    ProcessHandle desk = process("desk");
    ProcessHandle store = process("store");
    store.destroyForcibly();
    await(() -> stateOf("store") == PartState.READY && !pid("store").equals(store.pid()));
    assertThat(process("desk")).isEqualTo(desk);
    assertThat(process("store").isAlive()).isTrue();
  }

  @Test
  void start_partThatDies_isToldWithTheEndOfItsLogAndTheRestIsEnded() throws Exception {
    supervise(
        part("store", Set.of(), LASTING),
        part("desk", Set.of(), "echo the disk is full; exit 3"),
        part("lamp", Set.of("desk"), LASTING));
    assertThatThrownBy(() -> supervisor.start())
        .isInstanceOf(PartFailedException.class)
        .hasMessageContaining("desk ended while starting")
        .hasMessageContaining("the disk is full");
    supervisor.close();
    assertThat(diary).doesNotContain("lamp launched");
  }

  @Test
  void close_whileStarting_endsWhatWasLaunched() throws Exception {
    supervise(part("store", Set.of(), "exec sleep 600"), part("desk", Set.of("store"), LASTING));
    var closing =
        Thread.ofPlatform()
            .start(() -> {
              await(() -> diary.contains("store launched"));
              supervisor.close();
            });
    assertThatThrownBy(() -> supervisor.start()).isInstanceOf(CancellationException.class);
    closing.join();
    assertThat(diary).containsExactly("store launched", "store stopped");
  }

  @Test
  void start_afterClose_startsNothing() throws Exception {
    supervise(part("store", Set.of(), LASTING));
    supervisor.close();
    assertThatThrownBy(() -> supervisor.start()).isInstanceOf(CancellationException.class);
    supervisor.awaitStopped();
    assertThat(diary).isEmpty();
  }

  @Test
  void endOrphans_afterASupervisorWasKilled_endsItsParts() throws Exception {
    supervise(part("store", Set.of(), LASTING));
    supervisor.start();
    ProcessHandle orphan = process("store");
    Path copy = Files.copy(noteFile(), folder.resolve("left.json"));
    Supervisor.endOrphans(copy);
    assertThat(orphan.isAlive()).isFalse();
    assertThat(copy).doesNotExist();
  }

  @Test
  void new_partBeforeWhatItNeeds_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> supervise(part("desk", Set.of("store"), LASTING)))
        .withMessage("desk needs a part that does not precede it");
  }

  private void supervise(Part... parts) {
    supervisor = new Supervisor(noteFile(), List.of(parts), line -> {});
  }

  private Part part(String name, Set<String> needs, String line) {
    return new ShellPart(name, needs, line, folder, diary);
  }

  private Path noteFile() {
    return folder.resolve("run/supervisor.json");
  }

  private RunningFile note() {
    return RunningFile.read(noteFile()).orElseThrow();
  }

  private RunningFile.PartNote partNote(String name) {
    return note().parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private PartState stateOf(String name) {
    return partNote(name).state();
  }

  private ProcessHandle process(String name) {
    return partNote(name).process().handle().orElseThrow();
  }

  private Long pid(String name) {
    return partNote(name).process().pid();
  }

  private static void await(Callable<Boolean> condition) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    try {
      while (!condition.call()) {
        assertThat(Instant.now()).as("it happens in time").isBefore(deadline);
        Thread.sleep(50);
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
