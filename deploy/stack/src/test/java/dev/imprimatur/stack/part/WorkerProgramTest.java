package dev.imprimatur.stack.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerProgramTest {
  @Test
  void environment_ofNothing_isWhatTheEngineHasToKnow() {
    assertThat(WorkerProgram.environment(Map.of()))
        .containsOnly(
            Map.entry("IMPRIMATUR_DEVICE", "cpu"),
            Map.entry("GOMP_SPINCOUNT", "1000"),
            Map.entry("THP_MEM_ALLOC_ENABLE", "1"),
            Map.entry("MALLOC_ARENA_MAX", "1"),
            Map.entry("MALLOC_MMAP_THRESHOLD_", "33554432"),
            Map.entry("MALLOC_TRIM_THRESHOLD_", "536870912"),
            Map.entry("PYTORCH_CUDA_ALLOC_CONF", "expandable_segments:True"));
  }

  @Test
  void heap_whereAGpuDraws_holdsPicturesThatWait() {
    assertThat(WorkerProgram.heap(Map.of())).isEqualTo("768m");
    assertThat(WorkerProgram.heap(Map.of("IMPRIMATUR_DEVICE", "cuda:0"))).isEqualTo("2g");
  }

  @Test
  void environment_whatWhoeverStartsItMayDecide_isPassedOn() {
    Map<String, String> decided =
        Map.of(
            "IMPRIMATUR_DEVICE", "cuda:0",
            "IMPRIMATUR_OPEN_MODELS", "1",
            "IMPRIMATUR_CUDA_LIBRARY", "/opt/library.so",
            "IMPRIMATUR_MEMORY", "2.4",
            "IMPRIMATUR_BATCH", "16");
    assertThat(WorkerProgram.environment(decided)).containsAllEntriesOf(decided);
    assertThat(WorkerProgram.environment(Map.of("PASSWORD", "hidden")))
        .doesNotContainKey("PASSWORD");
  }
}
