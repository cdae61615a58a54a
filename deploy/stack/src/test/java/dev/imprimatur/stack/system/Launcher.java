package dev.imprimatur.stack.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the script {@code ./imprimatur} as somebody at a terminal would. */
final class Launcher {
  private static final long PATIENCE_MINUTES = 6;

  private final Path home;

  Launcher(Path home) {
    this.home = home;
  }

  static Path root() {
    return Path.of(System.getProperty("imprimatur.root", "../..")).toAbsolutePath().normalize();
  }

  /** What a command wrote and how it ended. */
  record Ended(int status, String output) {}

  Ended run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  Ended run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return typing("", environment, arguments);
  }

  /** Runs a command and types something into it. */
  Ended typing(String input, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("launcher", ".txt");
    try {
      Process process = begin(output, environment, arguments);
      try (OutputStream typed = process.getOutputStream()) {
        typed.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "./imprimatur " + String.join(" ", arguments) + " did not end:\n" + text(output));
      }
      return new Ended(process.exitValue(), text(output));
    } finally {
      Files.delete(output);
    }
  }

  /** Begins a command, which writes into a file. */
  Process begin(Path output, Map<String, String> environment, String... arguments)
      throws IOException {
    // The build that runs these tests has just built everything; the script would build again.
    Path stamp = root().resolve("deploy/stack/target/built");
    Files.writeString(stamp, "");
    var command = new ArrayList<String>();
    // Children of a build in the background ignore interrupts unless they are told otherwise.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(root().resolve("imprimatur").toString());
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("IMPRIMATUR_HOME", home.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
