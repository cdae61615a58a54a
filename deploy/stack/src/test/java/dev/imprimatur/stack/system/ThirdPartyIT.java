package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of libraries and their licences names everything that runs. */
class ThirdPartyIT {
  private static final Pattern JAR = Pattern.compile("(.+?)-[0-9][^/]*\\.jar");
  private static final Pattern LISTED = Pattern.compile("\\| `[^`:]+:([^`]+)` \\|");

  @Test
  void list_namesEveryLibraryThatIsLaidOut() throws IOException {
    Path root = Launcher.root();
    var listed = new TreeSet<String>();
    LISTED
        .matcher(Files.readString(root.resolve("deploy/THIRD-PARTY.md")))
        .results()
        .forEach(row -> listed.add(row.group(1)));
    for (String folder :
        new String[] {
          "deploy/stack/target/stack/lib",
          "pipeline/worker/target/worker/lib",
          "server/target/imprimatur/WEB-INF/lib",
          "server/target/liberty/wlp/usr/servers/imprimatur/libraries/hibernate"
        }) {
      assertThat(listed).as(folder).containsAll(libraries(root.resolve(folder)));
    }
  }

  private static Set<String> libraries(Path folder) throws IOException {
    var names = new TreeSet<String>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> JAR.matcher(file.getFileName().toString()))
          .filter(java.util.regex.Matcher::matches)
          .map(jar -> jar.group(1))
          .filter(name -> !name.startsWith("imprimatur-"))
          .forEach(names::add);
    }
    return names;
  }
}
