package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Holds finished pictures, but neither previews nor pictures smaller than they, until opened. */
final class Barrier implements Consumer<BufferedImage> {
  private static final int HELD_FROM = 128;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  @Override
  public void accept(BufferedImage picture) {
    if (picture.getWidth() >= HELD_FROM) {
      reached.countDown();
      await(opened);
    }
  }

  void awaitPicture() {
    await(reached);
  }

  void open() {
    opened.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(RunningWorker.PATIENCE, TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
