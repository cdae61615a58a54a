package dev.imprimatur.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the signal comes so far, {@code ModelsIT} shows with a request. */
class CancelAtShutdownTest {
  private final List<String> posted = new ArrayList<>();
  private final StringWriter told = new StringWriter();
  private final CancelAtShutdown cancelling =
      new CancelAtShutdown(posted::add, new PrintWriter(told));

  @Test
  void cancel_whileSomethingRuns_callsItOff() {
    cancelling.begin("replay 7", "/api/policies/replays/7");
    cancelling.cancel();
    assertThat(posted).containsExactly("/api/policies/replays/7/cancellation");
    assertThat(told.toString()).isEqualToIgnoringNewLines("Cancelled replay 7");
    cancelling.end();
  }

  @Test
  void cancel_beforeAndAfter_doesNothing() {
    cancelling.cancel();
    cancelling.begin("replay 7", "/api/policies/replays/7");
    cancelling.end();
    cancelling.cancel();
    assertThat(posted).isEmpty();
    assertThat(told.toString()).isEmpty();
  }

  @Test
  void cancel_thatCannotBeTold_saysSo() {
    var failing =
        new CancelAtShutdown(
            address -> {
              throw new IOException("no connection");
            },
            new PrintWriter(told));
    failing.begin("request 7", "/api/generations/7");
    failing.cancel();
    failing.end();
    assertThat(told.toString()).startsWith("Could not cancel request 7: no connection");
  }
}
