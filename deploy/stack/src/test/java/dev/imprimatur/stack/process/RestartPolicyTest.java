package dev.imprimatur.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
  private final RestartPolicy policy = new RestartPolicy();

  @Test
  void pauseAfter_endingSoonEachTime_doublesUpToHalfAMinute() {
    List<Long> pauses =
        Stream.generate(() -> policy.pauseAfter(Duration.ofSeconds(2)).toSeconds())
            .limit(7)
            .toList();
    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void pauseAfter_runningWell_beginsAfresh() {
    policy.pauseAfter(Duration.ZERO);
    policy.pauseAfter(Duration.ZERO);
    assertThat(policy.pauseAfter(Duration.ofSeconds(59))).isEqualTo(Duration.ofSeconds(4));
    assertThat(policy.pauseAfter(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.pauseAfter(Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
  }
}
