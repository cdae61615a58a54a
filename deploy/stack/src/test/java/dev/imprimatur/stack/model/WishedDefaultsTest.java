package dev.imprimatur.stack.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishedDefaultsTest {
  private static final ModelCard.Defaults OWN =
      new ModelCard.Defaults(512, 512, 25, 7.5, "dpm++2m");
  private static final ModelCard.Limits LIMITS = new ModelCard.Limits(256, 1024, 100, 4);

  @Test
  void over_whatIsNotWished_staysAsTheCheckpointHasIt() {
    assertThat(WishedDefaults.NONE.over(OWN)).isEqualTo(OWN);
    assertThat(new WishedDefaults(256, 320, 4, 0.0, "euler").over(OWN))
        .isEqualTo(new ModelCard.Defaults(256, 320, 4, 0, "euler"));
    assertThat(new WishedDefaults(null, null, 8, null, null).over(OWN))
        .isEqualTo(new ModelCard.Defaults(512, 512, 8, 7.5, "dpm++2m"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "256|1024|1|30|lcm|-",
        "260|256|-|-|-|The sides of --size must be multiples of 8 from 256 to 1024",
        "256|1032|-|-|-|The sides of --size must be multiples of 8 from 256 to 1024",
        "-|-|0|-|-|--steps must be from 1 to 100.",
        "-|-|101|-|-|--steps must be from 1 to 100.",
        "-|-|-|31|-|--guidance must be from 0 to 30.",
        "-|-|-|NaN|-|--guidance must be from 0 to 30.",
        "-|-|-|-|ancestral|--sampler must be one of dpm++2m,",
      })
  void defect_whatTheModelCannotBeAskedFor_isTold(
      Integer width, Integer height, Integer steps, Double guidance, String sampler, String rule) {
    String told =
        new WishedDefaults(width, height, steps, guidance, sampler).defect(LIMITS).orElse(null);
    if (rule == null) {
      assertThat(told).isNull();
    } else {
      assertThat(told).startsWith(rule);
    }
  }
}
