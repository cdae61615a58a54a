package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.checkpoint.HashCache;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Opens a model, draws pictures many times, and prints one line: seconds to open, gigabytes when
 * open, seconds of the first drawing, the median of the others, the most memory that the process
 * ever had on the device that draws, and what was forecast. {@code src/benchmark/draw} runs it
 * beside Diffusers.
 */
final class DrawBenchmark {
  private static final String PROMPT = "Cute sloth blowing out candles on a birthday cake";

  private DrawBenchmark() {}

  /**
   * Takes the model's folder, a side in pixels, steps, how often to draw, the memory mode, a file
   * for the hashes, which a worker remembers too, the device, how many pictures to draw at once,
   * and the bytes that they may need, unless they may need any.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int side = Integer.parseInt(arguments[1]);
    int steps = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    MemoryMode memory = MemoryMode.valueOf(arguments[4]);
    DeviceChoice device = DeviceChoice.parse(arguments[6]);
    OptionalLong limit = Arrays.stream(arguments).skip(8).mapToLong(Long::parseLong).findFirst();
    ModelOptions options =
        ModelOptions.on(device).with(memory, limit).with(HashCache.at(Path.of(arguments[5])));
    int pictures = Integer.parseInt(arguments[7]);
    PeakMemory peak = PeakMemory.of(device);
    // The engine's libraries are loaded before the clock starts, as PyTorch is imported before that
    // of Diffusers.
    PyTorch.manager(device).close();
    long began = System.nanoTime();
    try (DiffusionModel model = DiffusionModel.open(folder, options)) {
      double opening = secondsSince(began);
      double open = peak.gigabytes();
      double forecast = model.forecast(request(side, steps, pictures, 0)) / 1e9;
      if (limit.isPresent() && forecast > limit.getAsLong() / 1e9) {
        System.out.printf(
            Locale.ROOT, "Imprimatur | refused, since it may need %.2f GB%n", forecast);
        return;
      }
      double first = seconds(model, request(side, steps, pictures, 0));
      List<Double> times =
          IntStream.rangeClosed(1, rounds)
              .mapToObj(round -> seconds(model, request(side, steps, pictures, round)))
              .sorted()
              .toList();
      System.out.printf(
          Locale.ROOT,
          "Imprimatur | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f%n",
          opening,
          open,
          first,
          times.isEmpty() ? Double.NaN : times.get(rounds / 2),
          peak.gigabytes(),
          forecast);
    }
  }

  private static double seconds(DiffusionModel model, DrawingRequest request) {
    long began = System.nanoTime();
    switch (model.draw(request, step -> StepListener.Decision.CONTINUE)) {
      case Drawing.Finished ignored -> {}
      case Drawing.Cancelled ignored -> throw new IllegalStateException("nobody cancelled");
      case Drawing.Refused refused -> throw new IllegalStateException(refused.reason());
    }
    return secondsSince(began);
  }

  private static DrawingRequest request(int side, int steps, int pictures, int round) {
    List<ImageRequest> images =
        IntStream.range(0, pictures)
            .mapToObj(index -> new ImageRequest(PROMPT, (long) round * pictures + index))
            .toList();
    return DrawingRequest.textToImage(images, "", side, side, steps, 5, Sampler.DPMPP_2M);
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
