package dev.imprimatur.stack.part;

import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.process.ChildProcess;
import dev.imprimatur.stack.process.Part;
import dev.imprimatur.stack.process.PartFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part that is one child process. */
abstract class ChildPart implements Part {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final int port;
  private final Set<String> needs;
  private final Installation installation;
  private volatile @Nullable ChildProcess child;

  ChildPart(String name, int port, Set<String> needs, Installation installation) {
    this.name = name;
    this.port = port;
    this.needs = Set.copyOf(needs);
    this.installation = installation;
  }

  /** Starts the process. */
  abstract ChildProcess begin() throws IOException, InterruptedException, PartFailedException;

  /** Waits until the process can do its work. */
  abstract void awaitReady(ChildProcess launched)
      throws IOException, InterruptedException, PartFailedException;

  /** Asks the running process to end, where a signal to terminate is not the way. */
  void askToEnd(ChildProcess running) throws IOException, InterruptedException {}

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
  public final Set<String> needs() {
    return needs;
  }

  @Override
  public void prepare() throws IOException, InterruptedException, PartFailedException {}

  @Override
  public final void launch() throws IOException, InterruptedException, PartFailedException {
    child = begin();
  }

  @Override
  public final void awaitReady() throws IOException, InterruptedException, PartFailedException {
    ChildProcess launched = child;
    if (launched == null) {
      throw new IllegalStateException(name + " was not launched");
    }
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
    if (running == null) {
      return;
    }
    try {
      askToEnd(running);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // Then the signal must do.
    } finally {
      running.stop(PATIENCE);
      child = null;
    }
  }

  /** The Java that runs this tool runs the parts as well. */
  static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }
}
