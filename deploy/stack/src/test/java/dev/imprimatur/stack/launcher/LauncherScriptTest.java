package dev.imprimatur.stack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.stack.installation.TestInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./imprimatur} with JDKs and a Node.js that only say their version. */
class LauncherScriptTest {
  private static final List<String> TOOLS =
      List.of("bash", "cat", "dirname", "env", "find", "mkdir", "readlink", "sed", "tail", "tee");

  @TempDir Path folder;
  private Path root;
  private Path tools;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void copy() throws IOException {
    root = Files.createDirectories(folder.resolve("a project"));
    Files.copy(TestInstallation.root().resolve("imprimatur"), root.resolve("imprimatur"));
    Files.createDirectories(root.resolve("deploy/stack/target"));
    Files.createFile(root.resolve("deploy/stack/target/built"));
    tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
    }
    environment.put("PATH", tools.toString());
  }

  @Test
  void run_goodJavaHome_isUsedFromAnyFolderForAPathWithSpaces() throws Exception {
    environment.put("JAVA_HOME", jdk("good jdk", 21).toString());
    Ended ended = run("verify", "a receipt");
    assertThat(ended.status).isZero();
    assertThat(ended.output)
        .contains("JDK 21", "dev.imprimatur.stack.Imprimatur verify a receipt")
        .contains(root + "/deploy/stack/target/stack/lib/*")
        .contains("home " + root + "/.imprimatur");
  }

  @Test
  void run_oldJavaHome_isPassedOverForTheNewestThatIsFound() throws Exception {
    environment.put("JAVA_HOME", jdk("old", 17).toString());
    Files.createSymbolicLink(tools.resolve("javac"), jdk("newest", 999).resolve("bin/javac"));
    assertThat(run("status").output).contains("JDK 999");
  }

  @Test
  void run_homeFromTheEnvironment_isKept() throws Exception {
    environment.put("JAVA_HOME", jdk("good", 25).toString());
    environment.put("IMPRIMATUR_HOME", "/elsewhere");
    assertThat(run("status").output).contains("home /elsewhere");
  }

  @Test
  void build_withoutNode_saysWhatIsMissingAndHowToGetIt() throws Exception {
    environment.put("JAVA_HOME", jdk("good", 25).toString());
    Ended ended = run("build");
    assertThat(ended.status).isEqualTo(2);
    assertThat(ended.output).contains("needs Node.js 20.19 or newer", "apt-get install nodejs npm");
  }

  @Test
  void build_withAnOldNode_saysWhichOneIsThere() throws Exception {
    environment.put("JAVA_HOME", jdk("good", 25).toString());
    script(tools.resolve("node"), "echo v18.20.1");
    script(tools.resolve("npm"), "echo 9.0.0");
    Ended ended = run("build");
    assertThat(ended.status).isEqualTo(2);
    assertThat(ended.output).contains("'node' here is version 18");
  }

  @Test
  void up_sourcesNewerThanTheBuildAndNothingRunning_buildsFirst() throws Exception {
    environment.put("JAVA_HOME", jdk("good", 25, "Imprimatur is not running.", 1).toString());
    makeSourceNewer();
    Ended ended = run("up");
    assertThat(ended.status).isEqualTo(2);
    assertThat(ended.output).contains("needs Node.js");
  }

  @Test
  void up_sourcesNewerThanWhatRuns_leavesTheBuildAlone() throws Exception {
    environment.put("JAVA_HOME", jdk("good", 25, "worker-1 ready", 0).toString());
    makeSourceNewer();
    Ended ended = run("up");
    assertThat(ended.status).isZero();
    assertThat(ended.output).contains("What runs is older than the sources");
  }

  private void makeSourceNewer() throws IOException {
    for (String folder :
        List.of("db", "safety", "pipeline", "admin-ui", "server", "deploy/stack/target")) {
      Files.createDirectories(root.resolve(folder));
    }
    Path built = root.resolve("deploy/stack/target/built");
    Files.setLastModifiedTime(built, FileTime.fromMillis(0));
    Files.writeString(root.resolve("pom.xml"), "");
  }

  private record Ended(int status, String output) {}

  private Ended run(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("/usr/bin/bash", root + "/imprimatur"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    return new Ended(process.waitFor(), output);
  }

  /** A JDK whose Java answers as the tool does that is asked for the status. */
  private Path jdk(String name, int version, String status, int exit) throws IOException {
    Path home = jdk(name, version);
    script(home.resolve("bin/java"), "echo " + status + "; exit " + exit);
    return home;
  }

  /** A JDK whose Java tells how it was called. */
  private Path jdk(String name, int version) throws IOException {
    Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
    script(bin.resolve("javac"), "echo javac " + version + ".0.1");
    script(bin.resolve("java"), "echo JDK " + version + " \"$@\"; echo home \"$IMPRIMATUR_HOME\"");
    return bin.getParent();
  }

  private static void script(Path file, String line) throws IOException {
    Files.writeString(file, "#!/usr/bin/bash\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
