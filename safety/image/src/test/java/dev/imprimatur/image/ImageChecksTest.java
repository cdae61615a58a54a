package dev.imprimatur.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageChecksTest {
  private static final int PICTURES = 24;

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

  @Test
  void check_byManyThreadsAtOnce_scoresAsByOne() {
    try (ImageChecks checks = ImageChecks.load()) {
      List<String> byOne = scores(checks, 1);
      assertThat(scores(checks, 6)).isEqualTo(byOne).doesNotHaveDuplicates();
    }
  }

  private static List<String> scores(ImageChecks checks, int threads) {
    ThreadFactory factory =
        task ->
            new Thread(() -> {
              ImageChecks.checkAlone();
              task.run();
            });
    try (ExecutorService pool = Executors.newFixedThreadPool(threads, factory)) {
      return IntStream.range(0, PICTURES)
          .mapToObj(seed -> CompletableFuture.supplyAsync(() -> scores(checks, noise(seed)), pool))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  private static String scores(ImageChecks checks, BufferedImage picture) {
    return checks.all().stream()
        .map(check -> new TreeMap<>(check.check(picture).byCategory()).toString())
        .toList()
        .toString();
  }

  private static BufferedImage noise(int seed) {
    var random = new Random(seed);
    var picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at < 64 * 64; at++) {
      picture.setRGB(at % 64, at / 64, random.nextInt(1 << 24));
    }
    return picture;
  }
}
