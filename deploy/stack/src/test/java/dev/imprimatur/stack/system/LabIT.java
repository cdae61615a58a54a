package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.stack.installation.FolderCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Bundles asked without effect in the running system: replay, shadow and explanations. */
@ExtendWith(RunningSystem.class)
class LabIT {
  private static final String SHADOW = "/api/policies/shadow";

  @TempDir Path folder;

  @BeforeEach
  void copyDefault() throws IOException {
    FolderCopy.copy(Launcher.root().resolve("policies/default"), folder);
  }

  @AfterEach
  void stop(RunningSystem system) throws Exception {
    system.newcomer("compliance-officer").post(SHADOW + "/stop", Map.of("note", "after the test"));
  }

  @Test
  void replay_ofADraft_tellsWhoWouldBeBlockedAndNoPrompt(RunningSystem system) throws Exception {
    String drawn = system.as("portal-user").ask(Map.of("prompt", "a tin lion", "steps", 1));
    forbid("tin lion");
    String id = draft(system);
    String author = run(system, "replay", id, "--since", "1h", "--note", "before I submit it");
    assertThat(author)
        .containsPattern("Newly blocked +1\n")
        .containsPattern(drawn + " .*newly-blocked +- +allowed by .* -> denied \\(violence\\)")
        .doesNotContain("tin lion");
    String officer =
        run(
            system,
            "replay",
            id,
            "--since",
            "1h",
            "--user",
            "compliance-officer",
            "--note",
            "who would it hit");
    assertThat(officer).containsPattern(drawn + " .*newly-blocked +portal-user ");
    assertThat(system.newcomer("portal-user").get("/api/policies/replays").status()).isEqualTo(403);
    JsonNode own = system.newcomer("policy-author").get("/api/policies/replays").json();
    assertThat(own.get("items"))
        .allSatisfy(
            run -> assertThat(run.get("by").get("userName").asText()).isEqualTo("policy-author"));
  }

  @Test
  void replay_ofAFolder_uploadsADraft(RunningSystem system) throws Exception {
    assertThat(
            run(system, "replay", folder.toString(), "--since", "1h", "--note", "nothing changes"))
        .contains("Uploaded the draft", "requests since")
        .containsPattern("Newly blocked +0\n");
  }

  @Test
  void shadow_countsAndListsWithoutEffect(RunningSystem system) throws Exception {
    forbid("tin tiger");
    String id = draft(system);
    run(system, "shadow", "start", id, "--note", "to see");
    assertThat(
            system
                .newcomer("compliance-officer")
                .post(SHADOW, Map.of("bundle", id, "note", "a second one"))
                .status())
        .isEqualTo(409);
    String drawn = system.as("portal-user").ask(Map.of("prompt", "a tin tiger", "steps", 1));
    Instant patience = Instant.now().plusSeconds(30);
    while (blocked(system) == 0 && Instant.now().isBefore(patience)) {
      Thread.sleep(300);
    }
    assertThat(run(system, "shadow", "show"))
        .contains("still running", drawn)
        .containsPattern("Newly blocked +1\n")
        .containsPattern("Dropped +0\n")
        .doesNotContain("tin tiger");
    assertThat(run(system, "shadow", "stop", "--note", "seen enough"))
        .contains("no longer decides");
    for (String role : new String[] {"portal-user", "operator"}) {
      assertThat(system.newcomer(role).get(SHADOW).status()).isEqualTo(403);
    }
    assertThat(
            system.newcomer("auditor").post(SHADOW, Map.of("bundle", id, "note", "may I")).status())
        .isEqualTo(403);
  }

  @Test
  void explanation_ofARefusal_forItsOwnerAndForOfficers(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    String id =
        user.post("/api/generations", Map.of("model", "cartoon", "prompt", "elon musk on a boat"))
            .json()
            .get("generation")
            .asText();
    String address = "/api/generations/" + id + "/explanation";
    JsonNode explanation = user.get(address).json();
    assertThat(explanation.get("policies").get(0).get("id").asText())
        .isEqualTo("no-protected-persons");
    assertThat(explanation.get("remedy").get("prompt").asText()).isEqualTo("on a boat");
    assertThat(system.newcomer("api-team").get(address).status()).isEqualTo(404);

    String audited = "/api/audit/generations/" + id + "/explanation";
    ApiClient officer = system.newcomer("compliance-officer");
    assertThat(officer.get(audited).status()).isEqualTo(400);
    assertThat(officer.get(audited + "?reason=case%2012").status()).isEqualTo(200);
    assertThat(user.get(audited + "?reason=case%2012").status()).isEqualTo(403);
    assertThat(run(system, "explain", id))
        .contains("The request is refused.", "no-protected-persons")
        .containsPattern("leaves +on a boat");
  }

  private static int blocked(RunningSystem system) throws Exception {
    return system
        .newcomer("auditor")
        .get(SHADOW)
        .json()
        .get("running")
        .get("counts")
        .get("newly-blocked")
        .asInt();
  }

  private void forbid(String words) throws IOException {
    Path terms = folder.resolve("terms/violence.txt");
    Files.writeString(terms, Files.readString(terms) + "high " + words + "\n");
  }

  private String draft(RunningSystem system) throws Exception {
    return run(system, "upload", folder.toString(), "--draft")
        .replaceFirst("(?s).* as ([0-9a-f-]{36})\\..*", "$1");
  }

  private static String run(RunningSystem system, String... arguments) throws Exception {
    var command = new String[arguments.length + 1];
    command[0] = "policy";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Launcher.Ended ended = system.launcher().run(command);
    assertThat(ended.status()).as(ended.output()).isZero();
    return ended.output();
  }
}
