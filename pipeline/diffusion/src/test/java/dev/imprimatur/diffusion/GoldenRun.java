package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.Component;
import dev.imprimatur.diffusion.network.TextContext;
import dev.imprimatur.diffusion.network.TextEncoder;
import dev.imprimatur.diffusion.network.UNet;
import dev.imprimatur.diffusion.network.VaeDecoder;
import dev.imprimatur.diffusion.scheduler.SchedulerConfig;
import dev.imprimatur.diffusion.tokenizer.ClipTokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The parts of a checkpoint one by one, as the references were made. */
final class GoldenRun implements AutoCloseable {
  private static final Shape LATENT = new Shape(1, 4, 32, 32);

  final ClipTokenizer tokenizer;
  private final NDManager manager;
  private final SchedulerConfig schedulers;
  private final TextEncoder textEncoder;
  private final UNet unet;
  private final VaeDecoder decoder;

  GoldenRun(Path folder) throws InvalidCheckpointException {
    Checkpoint checkpoint = Checkpoint.open(folder);
    manager = PyTorch.manager(DeviceChoice.parse("cpu"));
    tokenizer = ClipTokenizer.read(checkpoint.tokenizer());
    schedulers = SchedulerConfig.ofStableDiffusion(checkpoint.schedulerConfig());
    try (Component text = checkpoint.component("text_encoder");
        Component denoiser = checkpoint.component("unet");
        Component vae = checkpoint.component("vae")) {
      textEncoder = TextEncoder.load(manager, text);
      unet = UNet.load(manager, denoiser);
      decoder = VaeDecoder.load(manager, vae);
    }
  }

  float[] hiddenStates(long[] ids) {
    try (NDArray states = textEncoder.encode(manager, ids)) {
      return states.toFloatArray();
    }
  }

  float[] prediction(float[] latent, int timestep, String prompt) {
    try (NDManager scope = manager.newSubManager();
        TextContext text =
            unet.context(textEncoder.encode(scope, tokenizer.encode(prompt).ids()))) {
      return unet.predict(
              scope, scope.create(latent, LATENT), scope.create(new float[] {timestep}), text)
          .toFloatArray();
    }
  }

  /** The latents after every step of a guided run. */
  List<float[]> latents(
      Sampler sampler, int steps, double guidance, String negative, String prompt, float[] noise) {
    var latents = new ArrayList<float[]>();
    var run = new DenoisingRun(unet, sampler.scheduler(schedulers, steps), LATENT, guidance);
    try (NDManager scope = manager.newSubManager();
        TextContext text =
            unet.context(
                NDArrays.concat(
                    new NDList(
                        textEncoder.encode(scope, tokenizer.encode(negative).ids()),
                        textEncoder.encode(scope, tokenizer.encode(prompt).ids()))))) {
      run.run(
          scope,
          text,
          noise,
          (step, state) -> {
            latents.add(state.sample());
            return StepListener.Decision.CONTINUE;
          });
    }
    return latents;
  }

  float[] picture(float[] latent) {
    try (NDManager scope = manager.newSubManager()) {
      return decoder.decode(scope, scope.create(latent, LATENT)).toFloatArray();
    }
  }

  @Override
  public void close() {
    textEncoder.close();
    unet.close();
    decoder.close();
    manager.close();
  }
}
