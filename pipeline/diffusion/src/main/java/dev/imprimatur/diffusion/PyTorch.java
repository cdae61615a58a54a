package dev.imprimatur.diffusion;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import dev.imprimatur.diffusion.network.Acceleration;
import java.util.Map;
import java.util.TreeMap;

/** Starts DJL's PyTorch engine: offline and without usage reports. */
final class PyTorch {
  private PyTorch() {}

  /** A manager on {@code device} that owns everything of one model. */
  static NDManager manager(DeviceChoice device) {
    return engine().newBaseManager(device.device());
  }

  /** Versions of what does the arithmetic on {@code device}. */
  static Map<String, String> versions(DeviceChoice device) {
    String djl = Engine.class.getPackage().getImplementationVersion();
    var versions = new TreeMap<String, String>(Acceleration.libraries(device.device()));
    versions.put("pytorch", engine().getVersion());
    versions.put("djl", djl == null ? "unknown" : djl);
    return versions;
  }

  private static Engine engine() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    return Engine.getEngine("PyTorch");
  }
}
