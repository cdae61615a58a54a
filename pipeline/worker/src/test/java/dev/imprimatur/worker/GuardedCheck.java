package dev.imprimatur.worker;

import dev.imprimatur.image.CheckScores;
import dev.imprimatur.image.ImageCheck;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** A check that asks somebody before it looks at a picture, who may let it wait, or fail it. */
record GuardedCheck(ImageCheck check, Consumer<BufferedImage> guard) implements ImageCheck {
  @Override
  public String name() {
    return check.name();
  }

  @Override
  public String version() {
    return check.version();
  }

  @Override
  public String weightsHash() {
    return check.weightsHash();
  }

  @Override
  public CheckScores check(BufferedImage picture) {
    guard.accept(picture);
    return check.check(picture);
  }

  @Override
  public void close() {
    check.close();
  }
}
