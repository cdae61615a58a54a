package dev.imprimatur.stack.installation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Which installation of this user has which port, whether it runs or not, so that a second one
 * begun in another folder does not take the first one's addresses. Each port has a file with the
 * installation's folder in it; a claim ends with that installation. While this is open, nobody else
 * chooses.
 */
final class PortClaims implements AutoCloseable {
  private final Path folder;
  private final FileChannel lock;

  private PortClaims(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Where this user's claims are kept: among the user's caches, or where anybody may write. */
  static Path usualFolder() {
    Path userHome = Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home")));
    if (Files.isDirectory(userHome) && Files.isWritable(userHome)) {
      return userHome.resolve(".cache/imprimatur/ports");
    }
    return Path.of(
        System.getProperty("java.io.tmpdir"), "imprimatur-" + System.getProperty("user.name"));
  }

  /** The claims kept in {@code folder}; waits for others who have them open. */
  static PortClaims open(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel file =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      // Closing the file lets go of it.
      var unused = file.lock();
      return new PortClaims(folder, file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Whether an installation that still exists has this port. */
  boolean isClaimed(int port) throws IOException {
    Path claim = claim(port);
    return Files.exists(claim)
        && Files.exists(Path.of(Files.readString(claim).strip()).resolve(Installation.PORTS));
  }

  /** Gives these ports to the installation in {@code home}. */
  void claim(Path home, List<Integer> ports) throws IOException {
    for (int port : ports) {
      Files.writeString(claim(port), home + "\n");
    }
  }

  private Path claim(int port) {
    return folder.resolve(Integer.toString(port));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
