package dev.imprimatur.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says about the mapped files of this process. */
public final class ResidentPages {
  private ResidentPages() {}

  /** Bytes of {@code file} that count as this process's memory. */
  public static long of(Path file) throws IOException {
    String path = file.toRealPath().toString();
    long kibibytes = 0;
    boolean found = false;
    for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        found = line.endsWith(path);
      } else if (found && line.startsWith("Rss:")) {
        kibibytes += Long.parseLong(line.replaceAll("\\D+", ""));
      }
    }
    return kibibytes * 1024;
  }
}
