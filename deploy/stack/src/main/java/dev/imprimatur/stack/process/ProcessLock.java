package dev.imprimatur.stack.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** What one process has at a time. The system lets go of it at any death. */
public final class ProcessLock implements AutoCloseable {
  private final FileChannel file;
  private final @Nullable FileLock lock;

  private ProcessLock(FileChannel file, @Nullable FileLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /** Takes the lock in {@code path} unless another process has it. */
  public static ProcessLock acquire(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    return new ProcessLock(file, file.tryLock());
  }

  /** Whether this process has it. */
  public boolean isHeld() {
    return lock != null;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
