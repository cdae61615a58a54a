package dev.imprimatur.policy.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.encoding.SentenceEncoder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentationTest {
  private final Segmentation segmentation =
      new Segmentation(CommittedModel.MODEL.lexicon(), SentenceEncoder.shared().vocabulary());

  @ParameterizedTest
  @CsvSource({
    "aredboatonalake, a red boat on a lake",
    "thebloodyknife, the bloody knife",
    "'aredfox, inthesnow.', 'a red fox, in the snow.'",
    "alionstalksitsprey, a lion stalks its prey",
    "amanwithabloodyknife, a man with a bloody knife",
    "themanshand, the man's hand",
    "firespreadstothehouse, fire spreads to the house",
    "a castle at night, a castle at night",
    "cat, cat"
  })
  void of_wordsThatRanTogether_partsThem(String joined, String parted) {
    assertThat(segmentation.of(joined)).isEqualTo(parted);
  }

  @Test
  void of_anyText_losesNoLetter() {
    var random = new Random(8);
    for (int round = 0; round < 300; round++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(80); length > 0; length--) {
        text.append(random.nextInt(9) == 0 ? ' ' : (char) ('a' + random.nextInt(26)));
      }
      assertThat(segmentation.of(text.toString()).replaceAll("[ ']", ""))
          .isEqualTo(text.toString().replace(" ", ""));
    }
  }

  @Test
  void of_endlessWord_isLeftAlone() {
    String endless = "redfox".repeat(10_000);
    assertThat(segmentation.of(endless)).isEqualTo(endless);
  }
}
