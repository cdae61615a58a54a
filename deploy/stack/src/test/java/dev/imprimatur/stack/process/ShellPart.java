package dev.imprimatur.stack.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A part that is a real process: a line of shell, ready when it has written "ready". */
final class ShellPart implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final Set<String> needs;
  private final String line;
  private final Path folder;
  private final List<String> diary;
  private volatile ChildProcess child;

  /** A part that writes into the diary what happens to it, in the order of things. */
  ShellPart(String name, Set<String> needs, String line, Path folder, List<String> diary) {
    this.name = name;
    this.needs = needs;
    this.line = line;
    this.folder = folder;
    this.diary = diary;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int port() {
    return 0;
  }

  @Override
  public Set<String> needs() {
    return needs;
  }

  @Override
  public void prepare() {}

  @Override
  public void launch() throws IOException {
    diary.add(name + " launched");
    child =
        ChildProcess.start(
            List.of("sh", "-c", line), Map.of(), folder, folder.resolve(name + ".log"));
  }

  @Override
  public void awaitReady() throws IOException, InterruptedException, PartFailedException {
    Readiness.await(name, child, PATIENCE, () -> child.hasWritten("ready"));
    diary.add(name + " ready");
  }

  @Override
  public boolean isAlive() {
    return child != null && child.isAlive();
  }

  @Override
  public Optional<Long> pid() {
    return Optional.ofNullable(child).filter(ChildProcess::isAlive).map(ChildProcess::pid);
  }

  @Override
  public void stop() {
    if (child != null) {
      child.stop(PATIENCE);
      child = null;
      diary.add(name + " stopped");
    }
  }
}
