package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tool as somebody at a terminal meets it. */
@ExtendWith(RunningSystem.class)
class LauncherIT {
  @Test
  void status_running_showsEveryPart(RunningSystem system) throws Exception {
    Launcher.Ended ended = system.launcher().run("status");
    assertThat(ended.status()).isZero();
    assertThat(ended.output())
        .contains("postgresql", "keycloak", "broker", "server", "worker-1")
        .doesNotContain("ended");
  }

  @Test
  void up_running_printsWhatOneNeedsAndItsLineWorks(RunningSystem system) throws Exception {
    Launcher.Ended ended = system.launcher().run("up");
    assertThat(ended.status()).isZero();
    assertThat(ended.output()).contains("already running", system.ports().portalUrl());
    String line =
        ended.output().lines().filter(each -> each.contains("TOKEN=")).findFirst().orElseThrow();
    Process shell = new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
    String answer = new String(shell.getInputStream().readAllBytes());
    assertThat(shell.waitFor()).isZero();
    assertThat(answer).contains("\"revised_prompt\":\"Cute sloth", "tlog-proof@v1");
  }

  @Test
  void logs_ofAPart_showItAndNoPrompt(RunningSystem system) throws Exception {
    system.as("portal-user").draw(java.util.Map.of("prompt", "a xylophonist", "steps", 1));
    assertThat(system.launcher().run("logs", "worker-1").output()).contains("ready for orders");
    assertThat(system.launcher().run("logs", "nothing").status()).isEqualTo(2);
    try (Stream<Path> files = Files.walk(system.installation().home())) {
      for (Path file : files.filter(each -> each.toString().endsWith(".log")).toList()) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("xylophonist");
      }
    }
  }

  @Test
  void keys_ofTheInstallation_areReadableByItsOwnerOnly(RunningSystem system) throws Exception {
    Path keys = system.installation().keys();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(keys)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void reset_running_isRefused(RunningSystem system) throws Exception {
    Launcher.Ended ended = system.launcher().run("reset", "--yes");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output()).contains("Stop it first");
  }

  @Test
  void wrongUse_isTold(RunningSystem system) throws Exception {
    assertThat(system.launcher().run("fly").status()).isEqualTo(2);
    assertThat(system.launcher().run("verify", "/nowhere").output())
        .contains("there is no file /nowhere");
  }
}
