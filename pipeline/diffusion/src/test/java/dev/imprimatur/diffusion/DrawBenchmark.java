package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.checkpoint.HashCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Opens a model, draws one picture many times, and prints one line: seconds to open, gigabytes when
 * open, seconds of the first picture, the median of the others, and the most memory that the
 * process ever had. {@code src/benchmark/draw} runs it beside Diffusers.
 */
final class DrawBenchmark {
  private static final String PROMPT = "Cute sloth blowing out candles on a birthday cake";

  private DrawBenchmark() {}

  /**
   * Takes the model's folder, a side in pixels, steps, how many pictures to draw, the memory mode,
   * and a file for the hashes, which a worker remembers too.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int side = Integer.parseInt(arguments[1]);
    int steps = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    MemoryMode memory = MemoryMode.valueOf(arguments[4]);
    ModelOptions options =
        ModelOptions.on(DeviceChoice.parse("cpu"))
            .with(memory, OptionalLong.empty())
            .with(HashCache.at(Path.of(arguments[5])));
    long began = System.nanoTime();
    try (DiffusionModel model = DiffusionModel.open(folder, options)) {
      double opening = secondsSince(began);
      double open = peakGigabytes();
      double first = seconds(model, side, steps, 0);
      List<Double> times =
          IntStream.rangeClosed(1, rounds)
              .mapToObj(round -> seconds(model, side, steps, round))
              .sorted()
              .toList();
      System.out.printf(
          Locale.ROOT,
          "Imprimatur, %s | %.2f | %.2f | %.2f | %.2f | %.2f%n",
          memory.name().toLowerCase(Locale.ROOT),
          opening,
          open,
          first,
          times.isEmpty() ? Double.NaN : times.get(rounds / 2),
          peakGigabytes());
    }
  }

  private static double seconds(DiffusionModel model, int side, int steps, int round) {
    var request =
        DrawingRequest.textToImage(
            List.of(new ImageRequest(PROMPT, round)), "", side, side, steps, 5, Sampler.DPMPP_2M);
    long began = System.nanoTime();
    switch (model.draw(request, step -> StepListener.Decision.CONTINUE)) {
      case Drawing.Finished ignored -> {}
      case Drawing.Cancelled ignored -> throw new IllegalStateException("nobody cancelled");
      case Drawing.Refused refused -> throw new IllegalStateException(refused.reason());
    }
    return secondsSince(began);
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  /** As Linux counts it. */
  private static double peakGigabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .sum()
        / 1e6;
  }
}
