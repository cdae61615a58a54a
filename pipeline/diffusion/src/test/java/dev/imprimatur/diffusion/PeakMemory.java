package dev.imprimatur.diffusion;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** The most memory that this process ever had on the device that draws, in 10^9 bytes. */
interface PeakMemory {
  double gigabytes() throws IOException;

  /** Call it before the device is used. */
  static PeakMemory of(DeviceChoice device) throws IOException {
    return device.device().isGpu() ? OfGpu.watched(device.device().getDeviceId()) : new OfProcess();
  }

  /** As Linux counts it. */
  record OfProcess() implements PeakMemory {
    @Override
    public double gigabytes() throws IOException {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .sum()
          / 1e6;
    }
  }

  /**
   * As the driver counts it, a hundred times a second, CUDA's own part and the kernels' included,
   * while nobody else uses the GPU.
   *
   * @param before MiB that were taken before
   * @param most MiB that were taken since
   */
  record OfGpu(long before, AtomicLong most) implements PeakMemory {
    private static final double GIGABYTES_PER_MEBIBYTE = 1024 * 1024 / 1e9;

    @Override
    public double gigabytes() {
      return (most.get() - before) * GIGABYTES_PER_MEBIBYTE;
    }

    static OfGpu watched(int gpu) throws IOException {
      Process process =
          new ProcessBuilder(
                  "nvidia-smi",
                  "--id=" + gpu,
                  "--query-gpu=memory.used",
                  "--format=csv,noheader,nounits",
                  "--loop-ms=10")
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      long before = Long.parseLong(lines.readLine().strip());
      var most = new AtomicLong(before);
      Thread.startVirtualThread(() ->
          lines
              .lines()
              .mapToLong(line -> Long.parseLong(line.strip()))
              .forEach(used -> most.accumulateAndGet(used, Math::max)));
      return new OfGpu(before, most);
    }
  }
}
