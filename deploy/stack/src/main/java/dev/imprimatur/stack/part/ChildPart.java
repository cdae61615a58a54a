package dev.imprimatur.stack.part;

import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.process.ChildProcess;
import dev.imprimatur.stack.process.Part;
import dev.imprimatur.stack.process.PartFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part that is one child process. */
abstract class ChildPart implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final int port;
  private final Installation installation;
  private volatile @Nullable ChildProcess child;

  ChildPart(String name, int port, Installation installation) {
    this.name = name;
    this.port = port;
    this.installation = installation;
  }

  /** Starts the process. */
  protected abstract ChildProcess launch()
      throws IOException, InterruptedException, PartFailedException;

  /** Waits until the process can do its work. */
  protected abstract void awaitReady(ChildProcess launched)
      throws IOException, InterruptedException, PartFailedException;

  final Installation installation() {
    return installation;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int port() {
    return port;
  }

  @Override
  public final void start() throws IOException, InterruptedException, PartFailedException {
    ChildProcess launched = launch();
    child = launched;
    awaitReady(launched);
  }

  @Override
  public final boolean isAlive() {
    ChildProcess running = child;
    return running != null && running.isAlive();
  }

  @Override
  public final Optional<Long> pid() {
    return Optional.ofNullable(child).filter(ChildProcess::isAlive).map(ChildProcess::pid);
  }

  @Override
  public final void stop() {
    ChildProcess running = child;
    child = null;
    if (running != null) {
      running.stop(PATIENCE);
    }
  }

  /** The Java that runs this tool runs the parts as well. */
  static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }
}
