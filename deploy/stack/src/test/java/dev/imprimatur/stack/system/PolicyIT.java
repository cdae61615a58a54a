package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.policy.bundle.BundleArchive;
import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.stack.installation.FolderCopy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Policy bundles brought in force in the running system, and what must not get there. */
@ExtendWith(RunningSystem.class)
class PolicyIT {
  @TempDir Path folder;

  @BeforeEach
  void copyDefault() throws IOException {
    FolderCopy.copy(Launcher.root().resolve("policies/default"), folder);
  }

  @AfterEach
  void goBack(RunningSystem system) throws Exception {
    system
        .newcomer("compliance-officer")
        .post("/api/policy-activations/rollback", Map.of("number", 0, "note", "after the test"));
  }

  @Test
  void bundle_fromTheCommandLine_decidesWhileItIsInForce(RunningSystem system) throws Exception {
    append("terms/violence.txt", "high rubber duck\n");
    ApiClient user = system.as("portal-user");
    Map<String, ?> duck = Map.of("model", "cartoon", "prompt", "a rubber duck", "steps", 1);
    assertThat(user.post("/api/generations", duck).status()).isEqualTo(202);

    String uploaded = run(system, 0, "upload", folder.toString(), "--note", "no rubber ducks");
    String id = uploaded.replaceFirst("(?s).* approve ([0-9a-f-]{36}).*", "$1");
    assertThat(run(system, 1, "approve", id, "--user", "policy-author", "--note", "my own"))
        .contains("Nobody approves a bundle of their own");
    String approved = run(system, 0, "approve", id, "--note", "looks right");
    String number = approved.replaceFirst("(?s).*is version ([0-9]+) now.*", "$1");
    run(system, 0, "activate", number, "--note", "as decided");
    assertThat(run(system, 0, "list")).contains("(number " + number + ")", "in force");

    ApiClient.Answer refused = user.post("/api/generations", duck);
    assertThat(refused.status()).isEqualTo(403);
    JsonNode record =
        user.get("/api/generations/" + refused.json().get("generation").asText()).json();
    assertThat(record.get("decision").get("bundleVersion").asText())
        .endsWith("(number " + number + ")");

    run(system, 0, "rollback", "--note", "too strict");
    assertThat(user.post("/api/generations", duck).status()).isEqualTo(202);
    assertThat(user.get("/api/policies").status()).isEqualTo(403);
  }

  @Test
  void activate_later_takesEffectByItself(RunningSystem system) throws Exception {
    append("terms/violence.txt", "high marble sheep\n");
    String number = approved(system);
    String at = Instant.now().plusSeconds(5).toString();
    run(system, 0, "activate", number, "--at", at, "--note", "from then on");
    ApiClient auditor = system.newcomer("auditor");
    assertThat(auditor.get("/api/policies").json().get("scheduled")).isNotEmpty();
    Instant patience = Instant.now().plusSeconds(60);
    while (auditor.get("/api/policies").json().get("active").get("number").asInt()
            != Integer.parseInt(number)
        && Instant.now().isBefore(patience)) {
      Thread.sleep(500);
    }
    assertThat(auditor.get("/api/policies").json().get("active").get("number").asText())
        .isEqualTo(number);
  }

  @Test
  void upload_brokenBundle_namesFileLineAndReason(RunningSystem system) throws Exception {
    append("policies/limits.cedar", "forbid whatever;\n");
    String before = active(system);
    assertThat(run(system, 1, "upload", folder.toString()))
        .contains("Nothing has changed", "policies/limits.cedar, line 21: unexpected token");
    assertThat(active(system)).isEqualTo(before);
  }

  @Test
  void upload_failingTests_areToldAndNotSubmitted(RunningSystem system) throws Exception {
    replace("policies/limits.cedar", "context.steps > 50", "context.steps > 60");
    assertThat(run(system, 1, "upload", folder.toString()))
        .contains("\"too many steps\" expects deny by steps, but the answer is allow");
  }

  /** Archives and policies that mean harm; the server is there after each. */
  @Test
  void upload_hostileArchive_isRefused(RunningSystem system) throws Exception {
    ApiClient author = system.newcomer("policy-author");
    assertThat(upload(author, zip("bomb.txt", new byte[64 << 20])).text())
        .contains("more than 4194304 bytes together");
    assertThat(upload(author, zip("../../etc/passwd", new byte[1])).text())
        .contains("whose name is not made of");
    assertThat(upload(author, "no archive".getBytes(StandardCharsets.UTF_8)).text())
        .contains("no zip archive");
    byte[] large = new byte[5_000_000];
    new Random(1).nextBytes(large);
    assertThat(upload(author, large).status()).isEqualTo(413);
    append(
        "policies/limits.cedar",
        "permit (principal, action, resource) when { "
            + "(".repeat(20_000)
            + "true"
            + ")".repeat(20_000)
            + " };");
    assertThat(upload(author, BundleArchive.pack(BundleFiles.read(folder))).text())
        .contains("brackets are nested more than 16 deep");
    assertThat(system.anybody().get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void roles_auditor_looksOnly(RunningSystem system) throws Exception {
    String number = approved(system);
    ApiClient auditor = system.newcomer("auditor");
    JsonNode bundle = auditor.get("/api/policies").json().get("bundles").get(0);
    String address = "/api/policies/" + bundle.get("id").asText();
    assertThat(auditor.get(address).json().get("release").get("statement").asText())
        .contains("number " + number);
    assertThat(auditor.get(address + "/diff").status()).isEqualTo(200);
    assertThat(auditor.get(address + "/archive").status()).isEqualTo(200);
    Map<String, String> note = Map.of("note", "because");
    for (String step : new String[] {"/submission", "/approval", "/rejection"}) {
      assertThat(auditor.post(address + step, note).status()).as(step).isEqualTo(403);
    }
    assertThat(
            auditor
                .post(
                    "/api/policy-activations",
                    Map.of("bundle", bundle.get("id").asText(), "note", "because"))
                .status())
        .isEqualTo(403);
    assertThat(upload(auditor, new byte[1]).status()).isEqualTo(403);
    assertThat(system.newcomer("operator").get("/api/policies").status()).isEqualTo(403);
  }

  private String approved(RunningSystem system) throws Exception {
    String uploaded = run(system, 0, "upload", folder.toString());
    String id = uploaded.replaceFirst("(?s).* approve ([0-9a-f-]{36}).*", "$1");
    return run(system, 0, "approve", id, "--note", "looks right")
        .replaceFirst("(?s).*is version ([0-9]+) now.*", "$1");
  }

  private static String active(RunningSystem system) throws Exception {
    return system.newcomer("auditor").get("/api/policies").json().get("active").toString();
  }

  private static String run(RunningSystem system, int status, String... arguments)
      throws Exception {
    var command = new String[arguments.length + 1];
    command[0] = "policy";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Launcher.Ended ended = system.launcher().run(command);
    assertThat(ended.status()).as(ended.output()).isEqualTo(status);
    return ended.output();
  }

  private static ApiClient.Answer upload(ApiClient client, byte[] archive) throws Exception {
    return client.post("/api/policies", "application/zip", archive);
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private void append(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, Files.readString(path) + text);
  }

  private void replace(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }
}
