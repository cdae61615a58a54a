package dev.imprimatur.diffusion.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Times one pass of the UNet on a GPU in float16 with random weights, latents coming from the heap
 * and the prediction going back to it, and prints a table. As in a drawing, two samples are those
 * of one guided picture, which comes as one latent. {@code src/benchmark/unet} runs it.
 */
final class UNetBenchmark {
  private static final int WARM_UPS = 20;
  private static final int ROUNDS = 50;
  private static final int TOKENS = 77;

  /** Dense float16 of an H100 or H200. */
  private static final double PEAK = 989e12;

  private static final Family SD1 = new Family("SD 1.5, 512x512", "sd1", 64, 768, 803e9, 40.8e9);
  private static final Family SDXL = new Family("SDXL, 1024x1024", "sdxl", 128, 2048, 6761e9, 0);

  private UNetBenchmark() {}

  /**
   * What is measured.
   *
   * @param folder of its configuration
   * @param side of a latent
   * @param width of a token's hidden state
   * @param work floating-point operations for one sample, attention included
   * @param common those of the work that are done once for the two samples of a picture: up to the
   *     first text, in SDXL none, since its time already differs
   */
  private record Family(
      String name, String folder, int side, int width, double work, double common) {
    private double work(int samples) {
      return work * samples - common * (samples / 2);
    }
  }

  /** Takes the folder of configurations, then the batch sizes. */
  public static void main(String[] arguments) throws Exception {
    Path configurations = Path.of(arguments[0]);
    int[] batches = Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    Device device = Device.gpu(0);
    boolean accelerated = Acceleration.isUsedOn(device);
    System.out.println(
        "PyTorch " + Engine.getInstance().getVersion() + ", fused kernels: " + accelerated);
    System.out.println("UNet | Batch | ms a pass | guided steps/s | of 989 TFLOP/s");
    System.out.println("---|---|---|---|---");
    for (Family family : List.of(SD1, SDXL)) {
      JsonNode config =
          JsonMapper.builder()
              .build()
              .readTree(configurations.resolve(family.folder + "/unet/config.json").toFile());
      try (NDManager manager = Engine.getInstance().newBaseManager(device);
          UNet unet =
              UNet.of(
                  manager.newSubManager(),
                  RandomWeights.of(manager, config, DataType.FLOAT16),
                  UNetFacts.of(config),
                  WeightForm.HALF)) {
        for (int batch : batches) {
          measure(manager, family, unet, batch);
        }
      }
    }
  }

  private static void measure(NDManager parent, Family family, UNet unet, int batch) {
    try (NDManager manager = parent.newSubManager();
        TextContext context = unet.context(manager, condition(manager, family, unet, batch))) {
      double milliseconds = median(manager, family, unet, context, batch);
      System.out.printf(
          Locale.ROOT,
          "%s | %d | %.2f | %.1f | %.1f%%%n",
          family.name,
          batch,
          milliseconds,
          500 * batch / milliseconds,
          100 * family.work(batch) / (milliseconds / 1e3) / PEAK);
    } catch (EngineException e) {
      System.out.printf("%s | %d | %s%n", family.name, batch, e.getMessage());
    }
  }

  private static double median(
      NDManager parent, Family family, UNet unet, TextContext context, int batch) {
    int latents = batch % 2 == 0 ? batch / 2 : batch;
    Shape shape = new Shape(latents, 4, family.side, family.side);
    float[] samples = parent.randomNormal(shape).toFloatArray();
    float[] timesteps = new float[latents];
    Arrays.fill(timesteps, 500);
    double[] times = new double[ROUNDS];
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      long began = System.nanoTime();
      unet.predict(parent, shape, samples, timesteps, context);
      if (round >= 0) {
        times[round] = (System.nanoTime() - began) / 1e6;
      }
    }
    Arrays.sort(times);
    return times[ROUNDS / 2];
  }

  private static Condition condition(NDManager manager, Family family, UNet unet, int batch) {
    boolean sizes = unet.facts().takesSizes();
    return new Condition(
        manager.randomNormal(new Shape(batch, TOKENS, family.width)),
        Optional.of(manager.randomNormal(new Shape(batch, 1280))).filter(ignored -> sizes),
        Optional.of(manager.full(new Shape(batch, 6), 1024f)).filter(ignored -> sizes),
        Optional.empty());
  }
}
