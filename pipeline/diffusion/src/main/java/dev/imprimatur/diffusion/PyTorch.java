package dev.imprimatur.diffusion;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/** Starts DJL's PyTorch engine: offline and without usage reports. */
final class PyTorch {
  private PyTorch() {}

  /** A manager on {@code device} that owns everything of one model. */
  static NDManager manager(DeviceChoice device) {
    return engine().newBaseManager(device.device());
  }

  /** Versions of what does the arithmetic. */
  static Map<String, String> versions() {
    String djl = Engine.class.getPackage().getImplementationVersion();
    return Map.of("pytorch", engine().getVersion(), "djl", djl == null ? "unknown" : djl);
  }

  private static Engine engine() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    return Engine.getEngine("PyTorch");
  }
}
