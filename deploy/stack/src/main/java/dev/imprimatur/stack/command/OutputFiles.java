package dev.imprimatur.stack.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where pictures and their receipt are written: {@code NAME.png}, or {@code NAME-0.png} and so on
 * for more than one, and {@code NAME.receipt} beside them.
 *
 * @param folder to write in
 * @param name given by the user; without one, the request's id gives it
 * @param count of pictures
 */
record OutputFiles(Path folder, Optional<String> name, int count) {
  private static final String PNG = ".png";

  /** Takes what ends in {@code .png} for a file and anything else for a folder. */
  static OutputFiles of(Path out, int count) {
    Path absolute = out.toAbsolutePath().normalize();
    String last = String.valueOf(absolute.getFileName());
    if (Files.isDirectory(absolute) || !last.toLowerCase(Locale.ROOT).endsWith(PNG)) {
      return new OutputFiles(absolute, Optional.empty(), count);
    }
    String name = last.substring(0, last.length() - PNG.length());
    return new OutputFiles(absolute.resolveSibling(""), Optional.of(name), count);
  }

  /** The first file that is there already and would be written over. */
  Optional<Path> inTheWay() {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    var files = new ArrayList<>(pictures(name.get()));
    files.add(receipt(name.get()));
    return files.stream().filter(Files::exists).findFirst();
  }

  List<Path> pictures(String base) {
    var files = new ArrayList<Path>();
    for (int index = 0; index < count; index++) {
      files.add(picture(base, index));
    }
    return files;
  }

  Path picture(String base, int index) {
    return folder.resolve(base + (count == 1 ? "" : "-" + index) + PNG);
  }

  Path receipt(String base) {
    return folder.resolve(base + ".receipt");
  }

  /** The name of this request's files. */
  String base(String requestId) {
    return name.orElse("imprimatur-" + requestId);
  }

  void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(folder);
    Files.write(file, content);
  }
}
