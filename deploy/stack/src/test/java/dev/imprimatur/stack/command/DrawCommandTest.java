package dev.imprimatur.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.Sampler;
import dev.imprimatur.stack.Imprimatur;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is typed, and where pictures are written. */
class DrawCommandTest {
  @TempDir Path folder;

  @Test
  void draw_wrongUse_isToldInTwoLinesWith2() {
    assertWrong("Missing required parameter: 'PROMPT'", "draw");
    assertWrong("\"256\" is no size", "draw", "a", "--size", "256");
    assertWrong("\"0x8\" is no size", "draw", "a", "--size", "0x8");
    assertWrong("--count must be from 1 to 10", "draw", "a", "-n", "0");
    assertWrong("--seed must be from 0 to 9007199254740991", "draw", "a", "--seed", "-1");
    assertWrong("needs --scratch FOLDER", "draw", "a", "--configuration", "x");
    assertWrong("do not go together", "draw", "a", "--image", "x.png", "--from", "0".repeat(36));
    assertWrong("needs a picture to start from", "draw", "a", "--mask", "x.png");
    assertWrong("do not go with --scratch", "draw", "a", "--scratch", "x", "--declare");
    assertWrong("do not go with --scratch", "draw", "a", "--scratch", "x", "--user", "me");
    assertWrong(
        "needs a picture to start from", "draw", "a", "--scratch", "x", "--strength", "0.5");
    assertWrong("--from must be a request's id", "draw", "a", "--from", "yesterday");
    assertWrong("Missing required option: '--licence=ID'", "models", "add", "x");
    assertWrong("Say what to do", "models");
  }

  private static void assertWrong(String words, String... arguments) {
    var output = new StringWriter();
    var writer = new PrintWriter(output, true);
    CommandLine tool = Imprimatur.commandLine().setOut(writer).setErr(writer);
    // Nothing here gets as far as to ask for the installation.
    assertThat(tool.execute(arguments)).isEqualTo(2);
    assertThat(output.toString()).contains(words).hasLineCount(2).contains("--help");
  }

  @Test
  void help_namesEverySampler() {
    String help = Imprimatur.commandLine().getSubcommands().get("draw").getUsageMessage();
    for (Sampler sampler : Sampler.values()) {
      assertThat(help).containsPattern("[ ]" + Pattern.quote(sampler.wireName()) + "[, .\n]");
    }
  }

  @Test
  void outputFiles_aFolderOrAFile_isToldByItsName() {
    OutputFiles one = OutputFiles.of(folder.resolve("sloth.PNG"), 1);
    assertThat(one.base("17")).isEqualTo("sloth");
    assertThat(one.picture("sloth", 0)).isEqualTo(folder.resolve("sloth.png"));
    assertThat(one.receipt("sloth")).isEqualTo(folder.resolve("sloth.receipt"));

    OutputFiles two = OutputFiles.of(folder.resolve("new"), 2);
    assertThat(two.folder()).isEqualTo(folder.resolve("new"));
    assertThat(two.base("17")).isEqualTo("imprimatur-17");
    assertThat(two.pictures("x"))
        .containsExactly(folder.resolve("new/x-0.png"), folder.resolve("new/x-1.png"));
  }

  @Test
  void outputFiles_anythingThatWouldBeWrittenOver_isInTheWay() throws Exception {
    OutputFiles files = OutputFiles.of(folder.resolve("sloth.png"), 2);
    assertThat(files.inTheWay()).isEmpty();
    Path receipt = Files.writeString(folder.resolve("sloth.receipt"), "evidence");
    assertThat(files.inTheWay()).contains(receipt);
    Path picture = Files.writeString(folder.resolve("sloth-1.png"), "");
    assertThat(files.inTheWay()).contains(picture);
    assertThat(OutputFiles.of(Files.createDirectory(folder.resolve("f.png")), 1).inTheWay())
        .isEmpty();
  }

  @Test
  void stepLines_quickSteps_areToldNowAndThenAndAtTheEnd() {
    var output = new StringWriter();
    Instant[] now = {Instant.EPOCH};
    var lines = new StepLines(new PrintWriter(output), 2, () -> now[0]);
    for (int step = 1; step <= 6; step++) {
      lines.step(1, step, 6);
      now[0] = now[0].plusSeconds(1);
    }
    assertThat(output.toString().lines())
        .containsExactly(
            "Drawing picture 2 of 2: step 1 of 6",
            "Drawing picture 2 of 2: step 3 of 6",
            "Drawing picture 2 of 2: step 5 of 6",
            "Drawing picture 2 of 2: step 6 of 6");
  }

  @Test
  void words_sizesAndTyped_areForPeople() {
    assertThat(Words.bytes(999)).isEqualTo("999 B");
    assertThat(Words.bytes(31_749_000)).isEqualTo("31.7 MB");
    assertThat(Words.bytes(6_900_000_000L)).isEqualTo("6.9 GB");
    assertThat(Words.count(859_520_964)).isEqualTo("859.5 million");
    assertThat(Words.plain("a \u001b[31msloth")).doesNotContain("\u001b");
  }
}
