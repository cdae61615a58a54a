package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.provenance.PixelHash;
import dev.imprimatur.provenance.PngMarking;
import dev.imprimatur.provenance.ScratchMark;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drawing without a running system. */
class ScratchIT {
  @TempDir Path folder;
  private Launcher launcher;
  private Path scratch;

  @BeforeEach
  void open() {
    launcher = new Launcher(folder.resolve("home"));
    scratch = folder.resolve("scratch folder");
  }

  @Test
  void draw_nothingRunning_isRefusedWithBothWays() throws Exception {
    Launcher.Ended ended = launcher.run("draw", "a sloth");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.output()).contains("not running", "./imprimatur up", "--scratch FOLDER");
  }

  @Test
  void draw_scratch_saysOnTheTerminalAndInThePictureThatNobodyChecked() throws Exception {
    Launcher.Ended ended = scratch("--seed", "7", "--count", "2");
    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("nothing of this is checked", "step 2 of 2");

    ScratchMark first = mark("cartoon-7.png");
    ScratchMark second = mark("cartoon-8.png");
    assertThat(first.statement()).contains("checked against no policy", "recorded in no log");
    assertThat(first.seed()).isEqualTo(7);
    assertThat(second.seed()).isEqualTo(8);
    assertThat(first.guidanceScale()).isEqualTo(5.0);
    assertThat(first.libraries()).containsKey("pytorch");

    // The mark is in the picture's words only: the same order gives the same pixels again.
    assertThat(scratch("--seed", "7").output()).contains("cartoon-7-2.png");
    assertThat(pixels("cartoon-7-2.png")).isEqualTo(pixels("cartoon-7.png"));
  }

  @Test
  void draw_scratchFromAPictureWithAMask_isInpainting() throws Exception {
    scratch("--seed", "1");
    String start = scratch.resolve("cartoon-1.png").toString();
    scratch("--seed", "2", "--image", start, "--strength", "0.7");
    assertThat(mark("cartoon-2.png").operation()).isEqualTo("image-to-image");
    assertThat(mark("cartoon-2.png").strength()).isEqualTo(0.7);
    scratch("--seed", "3", "--image", start, "--mask", start);
    assertThat(mark("cartoon-3.png").operation()).isEqualTo("inpainting");
  }

  @Test
  void draw_scratchWithACheckpointOfNobody_namesItsFolder() throws Exception {
    Path checkpoint = TestCheckpoint.in(folder);
    scratch("--seed", "1", "--model", checkpoint.toString());
    assertThat(mark("Brought Along-1.png").modelHash()).hasSize(64).isNotEqualTo(cartoonHash());
  }

  @Test
  void draw_scratchWithoutAUsableModel_isToldInALine() throws Exception {
    assertThat(scratch("--model", "nothing").output()).contains("There is no model nothing");
    Path checkpoint = TestCheckpoint.in(folder);
    Files.delete(checkpoint.resolve("vae/config.json"));
    Launcher.Ended ended = scratch("--model", checkpoint.toString());
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output()).contains("Not drawn: ", "vae/config.json");
  }

  private Launcher.Ended scratch(String... more) throws Exception {
    var arguments = new java.util.ArrayList<String>();
    arguments.addAll(java.util.List.of("draw", "a red house", "--scratch", scratch.toString()));
    arguments.addAll(java.util.List.of("--size", "128x128", "--steps", "2"));
    arguments.addAll(java.util.List.of(more));
    return launcher.run(arguments.toArray(String[]::new));
  }

  private ScratchMark mark(String name) throws Exception {
    byte[] png = Files.readAllBytes(scratch.resolve(name));
    assertThat(PngMarking.read(png)).isEmpty();
    return PngMarking.readScratch(png).orElseThrow();
  }

  private String pixels(String name) throws Exception {
    return PixelHash.ofPng(Files.readAllBytes(scratch.resolve(name)));
  }

  private static String cartoonHash() throws Exception {
    return new com.fasterxml.jackson.databind.ObjectMapper()
        .readTree(Launcher.root().resolve("pipeline/models/cartoon/model.json").toFile())
        .get("hash")
        .asText();
  }
}
