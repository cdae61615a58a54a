package dev.imprimatur.stack.command;

import dev.imprimatur.stack.installation.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a part's log. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Shows the end of a part's log, or which logs there are.")
@SuppressWarnings("NullAway.Init") // The command line fills the fields.
public final class LogsCommand implements Callable<Integer> {
  private static final long LOOK_MILLISECONDS = 300;

  @Parameters(arity = "0..1", paramLabel = "PART", description = "For example server.")
  private @Nullable String part;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "50",
      description = "How many lines; ${DEFAULT-VALUE} unless given.")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "Show what comes, until Ctrl-C.")
  private boolean follow;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation installation = Installation.from(System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    List<String> names = names(installation.logs());
    if (part == null) {
      names.forEach(out::println);
      return 0;
    }
    if (!names.contains(part)) {
      out.printf("There is no log of %s. There are: %s%n", part, String.join(", ", names));
      return 2;
    }
    Path log = installation.log(part);
    List<String> all = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    all.stream().skip(Math.max(0, all.size() - lines)).forEach(out::println);
    out.flush();
    if (follow) {
      follow(log, out);
    }
    return 0;
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".log"))
          .map(name -> name.substring(0, name.length() - ".log".length()))
          .sorted()
          .toList();
    }
  }

  private static void follow(Path log, PrintWriter out) throws IOException, InterruptedException {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(file.length());
      while (true) {
        String line = file.readLine();
        if (line == null) {
          out.flush();
          Thread.sleep(LOOK_MILLISECONDS);
        } else {
          out.println(line);
        }
      }
    }
  }
}
