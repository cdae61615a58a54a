package dev.imprimatur.diffusion;

import ai.djl.Device;

/**
 * Where to draw.
 *
 * @param device of the engine
 */
public record DeviceChoice(Device device) {
  /**
   * Reads {@code cpu} or {@code cuda:N}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static DeviceChoice parse(String text) {
    if (text.equals("cpu")) {
      return new DeviceChoice(Device.cpu());
    }
    if (text.matches("cuda:[0-9]{1,3}")) {
      return new DeviceChoice(Device.gpu(Integer.parseInt(text.substring("cuda:".length()))));
    }
    throw new IllegalArgumentException("a device is cpu or cuda:N, not " + text);
  }

  /** The device class, without the number: results are comparable within it. */
  public String deviceClass() {
    return device.isGpu() ? "cuda" : "cpu";
  }
}
