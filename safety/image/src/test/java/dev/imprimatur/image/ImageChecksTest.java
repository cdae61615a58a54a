package dev.imprimatur.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class ImageChecksTest {
  @Test
  void all_areTheChecksOfTheBuild_withVersionAndHash() {
    try (ImageChecks checks = ImageChecks.load()) {
      assertThat(checks.all())
          .extracting(ImageCheck::name, ImageCheck::version)
          .containsExactly(tuple("nsfw", "nsfwjs-4.4.0/1"), tuple("faces", "face-api-1.7.15/1"));
      assertThat(checks.all())
          .extracting(ImageCheck::weightsHash)
          .doesNotHaveDuplicates()
          .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }
  }
}
