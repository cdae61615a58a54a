package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.conditioning.BatchCondition;
import dev.imprimatur.diffusion.conditioning.TextCondition;
import dev.imprimatur.diffusion.denoising.DenoisingRun;
import dev.imprimatur.diffusion.denoising.Passenger;
import dev.imprimatur.diffusion.denoising.Seat;
import dev.imprimatur.diffusion.denoising.Surroundings;
import dev.imprimatur.diffusion.denoising.Trajectory;
import dev.imprimatur.diffusion.network.TextContext;
import dev.imprimatur.diffusion.noise.NormalNoise;
import dev.imprimatur.diffusion.scheduler.SchedulerConfig;
import dev.imprimatur.diffusion.tokenizer.ClipTokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The parts of a checkpoint one by one, as the references were made. */
final class GoldenRun implements AutoCloseable {
  private static final int SIDE = 32;
  private static final int PIXELS = 8 * SIDE;

  final ClipTokenizer tokenizer;
  private final NDManager manager;
  private final SchedulerConfig schedulers;
  private final ModelParts parts;

  GoldenRun(Path folder) throws InvalidCheckpointException {
    Checkpoint checkpoint = Checkpoint.open(folder);
    manager = PyTorch.manager(DeviceChoice.parse("cpu"));
    tokenizer = checkpoint.tokenizer("tokenizer");
    parts = ModelParts.load(checkpoint, manager, ModelOptions.on(DeviceChoice.parse("cpu")));
    schedulers = DiffusionModel.schedulers(checkpoint);
  }

  float[] hiddenStates(String prompt) {
    return text(manager, prompt).hidden().toFloatArray();
  }

  float[] prediction(float[] latent, int timestep, String prompt) {
    return parts
        .unet()
        .with(unet -> {
          var condition = new BatchCondition(unet.facts(), 1, PIXELS, PIXELS);
          try (NDManager scope = manager.newSubManager()) {
            condition.put(0, text(scope, prompt), 1);
            try (TextContext context = unet.context(scope, condition.gathered(scope))) {
              return unet.predict(
                      scope,
                      scope.create(latent, new Shape(1, 4, SIDE, SIDE)),
                      scope.create(new float[] {timestep}),
                      context)
                  .toFloatArray();
            }
          }
        });
  }

  /** The latents after every step of a guided run. */
  List<float[]> latents(
      Sampler sampler, int steps, double guidance, String negative, String prompt, float[] noise) {
    var latents = new ArrayList<float[]>();
    var trajectory =
        new Trajectory(
            sampler.scheduler(schedulers, steps),
            new NormalNoise(0),
            new Surroundings.Open(),
            0,
            noise);
    var passenger =
        new Passenger(new Seat(0, guidance), trajectory, moved -> latents.add(moved.latent()));
    return parts
        .unet()
        .with(unet -> {
          var condition = new BatchCondition(unet.facts(), 2, PIXELS, PIXELS);
          try (NDManager scope = manager.newSubManager()) {
            condition.put(0, text(scope, negative), guidance);
            condition.put(1, text(scope, prompt), guidance);
            try (TextContext context = unet.context(scope, condition.gathered(scope))) {
              new DenoisingRun(unet, 2, SIDE, SIDE).run(scope, context, List.of(passenger));
            }
          }
          return latents;
        });
  }

  float[] picture(float[] latent) {
    try (NDManager scope = manager.newSubManager();
        NDArray start = scope.create(latent, new Shape(1, 4, SIDE, SIDE))) {
      return parts
          .autoencoder()
          .with(autoencoder -> autoencoder.decode(scope, start).toFloatArray());
    }
  }

  @Override
  public void close() {
    parts.close();
    manager.close();
  }

  private TextCondition text(NDManager scope, String text) {
    return parts
        .prompts()
        .with(encoder -> encoder.encode(scope, PromptStyle.PLAIN.read(text).spans(), cut -> {}));
  }
}
