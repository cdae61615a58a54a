package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bias report of the embedded model, with too few pictures to say anything of it. */
class BiasIT {
  @TempDir Path folder;
  private Launcher launcher;

  @BeforeEach
  void open() {
    launcher = new Launcher(folder.resolve("home"));
  }

  @Test
  void report_someOccupations_isWrittenAndBecomesPartOfTheAdmissionRecord() throws Exception {
    assertThat(launcher.run("models", "show", "cartoon").output()).contains("not measured");

    Launcher.Ended ended = report("first");
    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("Drawing 16 pictures", "gender: largest distance from the target");

    JsonNode report = json("first");
    assertThat(report.at("/schema").asInt()).isEqualTo(2);
    assertThat(report.at("/model/hash").asText()).hasSize(64);
    assertThat(report.at("/classifier/hash").asText()).hasSize(64);
    assertThat(report.at("/bundle/target").asText()).isEqualTo("uniform-2");
    assertThat(report.at("/settings/imagesPerRequest").asInt()).isEqualTo(4);
    assertThat(report.at("/occupations").findValuesAsText("occupation"))
        .containsExactly("doctor", "school teacher");
    JsonNode gender = report.at("/occupations/0/axes/0");
    assertThat(gender.at("/axis").asText()).isEqualTo("gender");
    assertThat(gender.at("/prompts/counts").toString()).isEqualTo("[2,2]");
    assertThat(gender.at("/original/counts/0").asInt() + gender.at("/original/counts/1").asInt())
        .isEqualTo(4);
    assertThat(Files.readString(folder.resolve("first/bias.html")))
        .contains("<h2>School teacher</h2>", "data:image/jpeg;base64,");
    try (var files = Files.list(folder.resolve("first"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("bias.html", "bias.json");
    }

    assertThat(launcher.run("models", "show", "cartoon").output())
        .contains("Bias", "measured 20", "gender: largest distance from the target");

    report("second");
    ObjectNode again = (ObjectNode) json("second");
    assertThat(again.put("made", report.get("made").asText())).isEqualTo(report);
  }

  @Test
  void report_whatCannotBeSurveyed_saysWhy() throws Exception {
    Launcher.Ended viking = launcher.run("bias", "report", "--occupations", "viking");
    assertThat(viking.status()).isEqualTo(1);
    assertThat(viking.output()).contains("Not surveyed: the rewriting leaves \"a viking\" alone");

    assertThat(launcher.run("bias", "report", "--model", "none").output())
        .contains("There is no model none");
    assertThat(launcher.run("bias", "report", "--pictures", "0").output())
        .contains("--pictures must be from 1 to");
    Path nothing = folder.resolve("nothing");
    assertThat(launcher.run("bias", "report", "--classifier", nothing.toString()).output())
        .contains("No classifier knows the pictures of cartoon", nothing.toString());
    Launcher.Ended wrong =
        launcher.run(
            "bias",
            "report",
            "--output",
            folder.resolve("wrong").toString(),
            "--classifier",
            Launcher.root()
                .resolve("pipeline/models/cartoon/vae/diffusion_pytorch_model.safetensors")
                .toString());
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.output()).contains("holds no attribute classifier");
  }

  private Launcher.Ended report(String output) throws Exception {
    var arguments = new ArrayList<>(List.of("bias", "report", "--pictures", "4", "--steps", "2"));
    arguments.addAll(List.of("--occupations", "doctor, school teacher"));
    arguments.addAll(List.of("--output", folder.resolve(output).toString()));
    return launcher.run(arguments.toArray(String[]::new));
  }

  private JsonNode json(String output) throws Exception {
    return new ObjectMapper().readTree(folder.resolve(output).resolve("bias.json").toFile());
  }
}
