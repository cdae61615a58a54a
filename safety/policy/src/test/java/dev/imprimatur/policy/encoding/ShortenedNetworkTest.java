package dev.imprimatur.policy.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortenedNetworkTest {
  private static final String NODE = "0a030a0169";
  private static final String NAME = "120167";
  private static final String OLD = "62050a036f6c64";
  private static final String INPUT = "5a00";

  /**
   * A version of 6; a producer "x"; a graph with a node of one input "i", a name "g", an output
   * "old" and an input "i"; an operator set.
   */
  private static final byte[] MODEL =
      HexFormat.of().parseHex("0806" + "120178" + "3a11" + NODE + NAME + OLD + INPUT + "42021002");

  @Test
  void endingWith_value_isTheOnlyOutput() {
    assertThat(HexFormat.of().formatHex(ShortenedNetwork.endingWith(MODEL, "new")))
        .isEqualTo(
            "0806"
                + "120178"
                + "3a17"
                + NODE
                + NAME
                + INPUT
                + "620b0a036e6577"
                + "12040a020801"
                + "42021002");
  }

  @Test
  void endingWith_cutOffOrSpoilt_isRefusedOrRead() {
    var random = new Random(9);
    for (int round = 0; round < 5000; round++) {
      byte[] spoilt = Arrays.copyOf(MODEL, random.nextInt(MODEL.length + 1));
      for (int change = random.nextInt(3); change > 0 && spoilt.length > 0; change--) {
        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(ShortenedNetwork.endingWith(spoilt, "new")).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("network");
      }
    }
  }

  @Test
  void endingWith_numberWithoutEnd_isRefused() {
    byte[] endless = new byte[20];
    Arrays.fill(endless, (byte) 0xff);
    assertThatThrownBy(() -> ShortenedNetwork.endingWith(endless, "new"))
        .hasMessage("the network cannot be read");
  }

  @Test
  void endingWith_noGraph_isRefused() {
    assertThatThrownBy(() -> ShortenedNetwork.endingWith(new byte[0], "new"))
        .hasMessage("the network has 0 graphs, not one");
  }
}
