package dev.imprimatur.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Draws the embedded model's usual picture many times and prints one line: the median of the times,
 * and the most memory that the process ever had. {@code src/benchmark/draw} runs it beside
 * Diffusers.
 */
final class DrawBenchmark {
  private static final String PROMPT = "Cute sloth blowing out candles on a birthday cake";

  private DrawBenchmark() {}

  /** Takes the model's folder and how many pictures to draw. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    try (DiffusionModel model = DiffusionModel.open(folder, DeviceChoice.parse("cpu"))) {
      double first = seconds(model, 0);
      List<Double> times =
          IntStream.rangeClosed(1, rounds)
              .mapToObj(round -> seconds(model, round))
              .sorted()
              .toList();
      System.out.printf(
          Locale.ROOT,
          "Imprimatur | %.2f | %.2f | %.2f%n",
          first,
          times.get(rounds / 2),
          peakGigabytes());
    }
  }

  private static double seconds(DiffusionModel model, int round) {
    var request =
        DrawingRequest.textToImage(
            List.of(new ImageRequest(PROMPT, round)), "", 256, 256, 20, 5, Sampler.DPMPP_2M);
    long began = System.nanoTime();
    switch (model.draw(request, step -> StepListener.Decision.CONTINUE)) {
      case Drawing.Finished ignored -> {}
      case Drawing.Cancelled ignored -> throw new IllegalStateException("nobody cancelled");
      case Drawing.Refused refused -> throw new IllegalStateException(refused.reason());
    }
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
