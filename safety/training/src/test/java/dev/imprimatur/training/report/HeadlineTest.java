package dev.imprimatur.training.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.model.Outputs;
import dev.imprimatur.policy.model.PromptReader;
import dev.imprimatur.training.SignalReport;
import dev.imprimatur.training.corpus.Descriptors;
import dev.imprimatur.training.corpus.Disguise;
import dev.imprimatur.training.corpus.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Recomputes what the model card promises, on a sixth of the prompts that training did not read and
 * on all that were written by hand.
 */
class HeadlineTest {
  private static final Path BUNDLE = Path.of("../../policies/default");
  private static final int UNSAFE = Outputs.COUNT - 1;
  private static final int STEP = 6;
  private static final int AT_TWO_PERCENT = 1;

  @Test
  void report_heldOutPrompts_keepsWhatTheCardPromises() throws IOException {
    Path labelled = Path.of(System.getProperty("imprimatur.shared", "")).resolve("eval");
    assumeTrue(Files.isDirectory(labelled), "the labelled prompts are not there: " + labelled);
    PromptReader reader = new ModelFiles(BUNDLE).reader();
    var tables =
        new SignalTables(Measurement.of(some(SignalReport.heldOut(labelled)), reader), reader);
    String card = Files.readString(BUNDLE.resolve("model/MODEL-CARD.md"));
    for (String set : List.of("CoProV2 unsafe", "written by hand, unsafe")) {
      Share share = tables.shares(UNSAFE, SignalTables.sets().get(set))[AT_TWO_PERCENT];
      System.out.println(set + ", recall at 2%: " + share);
      assertThat(share.value()).as(set).isGreaterThanOrEqualTo(promised(card, set));
    }
    for (Disguise disguise : Disguise.values()) {
      Share share = tables.disguised(disguise, 60);
      System.out.println(disguise.title() + ": " + share);
      assertThat(share.value())
          .as(disguise.title())
          .isGreaterThanOrEqualTo(promised(card, "disguised"));
    }
  }

  /** On every fourth description; the report takes all. */
  @Test
  void decisions_personsDescribedOtherwise_areTheSame() throws Exception {
    Path labelled = Path.of(System.getProperty("imprimatur.shared", "")).resolve("eval");
    assumeTrue(Files.isDirectory(labelled), "the labelled prompts are not there: " + labelled);
    List<List<String>> frames =
        Descriptors.sentences(labelled).stream().map(HeadlineTest::everyFourth).toList();
    Share others = new DecisionFlips(PolicyBundle.load(BUNDLE)).denials(frames);
    System.out.println("Decisions that change with a description: " + others);
    assertThat(others.value()).isLessThanOrEqualTo(.01);
  }

  private static List<String> everyFourth(List<String> sentences) {
    return IntStream.range(0, sentences.size())
        .filter(index -> index % 4 == 0)
        .mapToObj(sentences::get)
        .toList();
  }

  private static List<Sample> some(List<Sample> heldOut) {
    var some = new ArrayList<Sample>();
    for (int at = 0; at < heldOut.size(); at++) {
      if (at % STEP == 0 || heldOut.get(at).origin().startsWith("own-")) {
        some.add(heldOut.get(at));
      }
    }
    return some;
  }

  /** The card says: "at least .90 of SET". */
  private static double promised(String card, String set) {
    Matcher promise = Pattern.compile("at least (\\.\\d+) of " + Pattern.quote(set)).matcher(card);
    assertThat(promise.find()).as("the card promises something of %s", set).isTrue();
    return Double.parseDouble(promise.group(1));
  }
}
