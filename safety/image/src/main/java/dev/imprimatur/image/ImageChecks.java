package dev.imprimatur.image;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/** The checks that are part of the build. */
public final class ImageChecks implements AutoCloseable {
  private final List<ImageCheck> checks;

  private ImageChecks(List<ImageCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  /** Loads every check with its weights. */
  public static ImageChecks load() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    Engine engine = Engine.getEngine("PyTorch");
    return new ImageChecks(
        List.of(
            NsfwCheck.load(engine.newBaseManager(Device.cpu())),
            FaceCheck.load(engine.newBaseManager(Device.cpu()))));
  }

  /**
   * Makes the calling thread compute alone, for good. The engine otherwise splits each of its
   * operations among all cores, which is in the way where other threads check at the same time. The
   * last bits of a score depend on it.
   */
  public static void checkAlone() {
    JniUtils.setNumThreads(1);
  }

  /** All checks, in a fixed order. */
  public List<ImageCheck> all() {
    return checks;
  }

  @Override
  public void close() {
    checks.forEach(ImageCheck::close);
  }
}
