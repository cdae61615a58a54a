package dev.imprimatur.worker;

import dev.imprimatur.contract.CheckOrder;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.GenerationResult;
import dev.imprimatur.contract.ImageOrder;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.Sampler;
import dev.imprimatur.diffusion.DeviceChoice;
import dev.imprimatur.diffusion.ModelOptions;
import dev.imprimatur.diffusion.checkpoint.HashCache;
import dev.imprimatur.image.ImageChecks;
import dev.imprimatur.worker.shelf.ModelShelf;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws groups of orders again and again and prints orders a second, once for each way of looking
 * at their pictures. {@code src/benchmark/orders} runs it.
 */
final class OrderBenchmark {
  private static final String PROMPT = "Cute sloth blowing out candles on a birthday cake";

  private final ModelShelf shelf;
  private final ImageChecks checks;
  private final MessageSigner signer;
  private final Supplier<GenerationOrder> orders;
  private final int together;
  private final int rounds;

  private OrderBenchmark(
      ModelShelf shelf,
      ImageChecks checks,
      Supplier<GenerationOrder> orders,
      int together,
      int rounds)
      throws Exception {
    this.shelf = shelf;
    this.checks = checks;
    this.signer = new MessageSigner(Keys.pair());
    this.orders = orders;
    this.together = together;
    this.rounds = rounds;
  }

  /**
   * Takes a folder of models, the id of one, the device, a file for the hashes, how many orders
   * wait at once, a side in pixels, steps, how many times so many orders, pictures in an order,
   * whether there are previews, threads beside the drawing and samples in a pass; 0 for what suits
   * the device.
   */
  public static void main(String[] arguments) throws Exception {
    DeviceChoice device = DeviceChoice.parse(arguments[2]);
    int[] numbers =
        IntStream.range(4, 9).map(index -> Integer.parseInt(arguments[index])).toArray();
    int threads = Integer.parseInt(arguments[10]);
    int batch = Integer.parseInt(arguments[11]);
    ModelOptions options = ModelOptions.on(device);
    try (ModelShelf shelf =
            ModelShelf.open(
                Path.of(arguments[0]),
                Optional.empty(),
                batch > 0 ? options.withMaximumBatch(batch) : options,
                1,
                HashCache.at(Path.of(arguments[3])));
        ImageChecks checks = ImageChecks.load();
        InspectionThreads beside =
            InspectionThreads.of(
                threads > 0
                    ? threads
                    : Math.max(1, Runtime.getRuntime().availableProcessors() - 1))) {
      String hash = shelf.hashes().get(arguments[1]);
      var benchmark =
          new OrderBenchmark(
              shelf,
              checks,
              () ->
                  order(
                      arguments[1],
                      hash,
                      numbers[1],
                      numbers[2],
                      numbers[4],
                      Boolean.parseBoolean(arguments[9])),
              numbers[0],
              numbers[3]);
      System.out.println("Pictures are | seconds | orders a second");
      System.out.println("---|---|---");
      benchmark.row("not looked at", task -> {}, false);
      benchmark.row("looked at on the thread that draws", InspectionThreads.none(), true);
      benchmark.row("looked at beside the next drawing", beside, true);
    }
  }

  /** The first drawing warms up and does not count. */
  private void row(String name, Executor inspecting, boolean looked) {
    draw(inspecting, looked, 1);
    long began = System.nanoTime();
    draw(inspecting, looked, rounds);
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT, "%s | %.2f | %.2f%n", name, seconds, together * rounds / seconds);
  }

  private void draw(Executor inspecting, boolean looked, int times) {
    var drawing =
        new OrderDrawing(
            shelf, new PictureInspection(checks.all()), new Cancellations(), inspecting);
    var delivery = new Delivery(() -> {});
    for (int time = 0; time < times; time++) {
      List<GenerationOrder> group = Stream.generate(orders).limit(together).toList();
      List<OrderEnding> endings = drawing.draw(group, signer::sign);
      if (looked) {
        delivery.handOver(
            IntStream.range(0, together)
                .<Supplier<CompletableFuture<Void>>>mapToObj(index ->
                    () ->
                        endings
                            .get(index)
                            .conclude()
                            .thenAccept(outcome -> answer(group.get(index), outcome)))
                .toList());
      }
    }
    delivery.await();
  }

  private void answer(GenerationOrder order, GenerationOutcome outcome) {
    if (!(outcome instanceof GenerationOutcome.Drawn)) {
      throw new IllegalStateException("not drawn: " + outcome);
    }
    signer.sign(
        new GenerationResult(order.jobId(), order.modelHash(), "worker", Instant.now(), outcome));
  }

  private static GenerationOrder order(
      String model, String hash, int side, int steps, int pictures, boolean previews) {
    Instant now = Instant.now();
    return new GenerationOrder(
        UUID.randomUUID(),
        model,
        hash,
        IntStream.range(0, pictures)
            .mapToObj(index -> new ImageOrder(index, PROMPT, List.of(), index))
            .toList(),
        "",
        List.of(),
        Optional.empty(),
        side,
        side,
        steps,
        5,
        Sampler.DPM_SOLVER_MULTISTEP,
        previews,
        List.of(new CheckOrder("nsfw", Map.of("porn", 0.9))),
        Optional.empty(),
        now,
        now.plusSeconds(600));
  }
}
