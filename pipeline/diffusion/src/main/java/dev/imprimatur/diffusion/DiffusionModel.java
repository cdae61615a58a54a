package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.RunTrace.StepTrace;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.Component;
import dev.imprimatur.diffusion.network.TextContext;
import dev.imprimatur.diffusion.network.TextEncoder;
import dev.imprimatur.diffusion.network.UNet;
import dev.imprimatur.diffusion.network.VaeDecoder;
import dev.imprimatur.diffusion.noise.NormalNoise;
import dev.imprimatur.diffusion.scheduler.Scheduler;
import dev.imprimatur.diffusion.scheduler.SchedulerConfig;
import dev.imprimatur.diffusion.tokenizer.ClipTokenizer;
import dev.imprimatur.diffusion.tokenizer.EncodedText;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An opened checkpoint that draws. Drawings of one model wait for each other: a device has one
 * stream, and two drawings side by side would only halve each other's speed.
 */
public final class DiffusionModel implements AutoCloseable {
  /** Version of everything between request and pixels; a change that moves a pixel raises it. */
  public static final String CODE_VERSION = "2";

  private final String hash;
  private final DeviceChoice device;
  private final NDManager manager;
  private final ClipTokenizer tokenizer;
  private final TextEncoder textEncoder;
  private final UNet unet;
  private final VaeDecoder decoder;
  private final SchedulerConfig schedulers;
  private final LatentPreview preview;

  private DiffusionModel(Path folder, DeviceChoice device, NDManager manager)
      throws InvalidCheckpointException {
    Checkpoint checkpoint = Checkpoint.open(folder);
    this.device = device;
    this.manager = manager;
    this.hash = checkpoint.hash();
    this.schedulers = SchedulerConfig.ofStableDiffusion(checkpoint.schedulerConfig());
    this.tokenizer = ClipTokenizer.read(checkpoint.tokenizer());
    try (Component text = checkpoint.component("text_encoder");
        Component denoiser = checkpoint.component("unet");
        Component vae = checkpoint.component("vae")) {
      this.textEncoder = TextEncoder.load(manager, text);
      this.unet = UNet.load(manager, denoiser);
      this.decoder = VaeDecoder.load(manager, vae);
    }
    if (unet.inChannels() != decoder.latentChannels()) {
      throw new InvalidCheckpointException(
          "the unet takes %d channels, but latents have %d: inpainting checkpoints are not supported"
              .formatted(unet.inChannels(), decoder.latentChannels()));
    }
    this.preview = LatentPreview.read(folder, decoder.latentChannels());
  }

  /**
   * Opens the checkpoint in {@code folder}, in the diffusers layout, and brings its weights to the
   * device as float32.
   *
   * @throws InvalidCheckpointException naming the one thing that is wrong with it
   */
  public static DiffusionModel open(Path folder, DeviceChoice device)
      throws InvalidCheckpointException {
    NDManager manager = PyTorch.manager(device);
    try {
      return new DiffusionModel(folder, device, manager);
    } catch (InvalidCheckpointException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** SHA-256 of the checkpoint, lower-case hex. */
  public String hash() {
    return hash;
  }

  /**
   * Draws every picture of {@code request}, one after the other, so that a picture does not depend
   * on its neighbours.
   *
   * @throws UnsuitableSamplerException when the sampler does not suit the checkpoint or the steps
   * @throws ai.djl.engine.EngineException when the engine fails, for example for want of memory
   */
  public synchronized Drawing draw(DrawingRequest request, StepListener listener) {
    Scheduler scheduler = request.sampler().scheduler(schedulers, request.steps());
    DenoisingRun run =
        new DenoisingRun(unet, scheduler, latentShape(request), request.guidanceScale());
    var pictures = new ArrayList<BufferedImage>();
    var steps = new ArrayList<StepTrace>();
    Set<String> notices = new LinkedHashSet<>();
    for (int index = 0; index < request.images().size(); index++) {
      Progress progress = new Progress(index, request, scheduler.evaluations(), listener);
      Optional<BufferedImage> picture = picture(request, run, progress, notices);
      if (picture.isEmpty()) {
        return new Drawing.Cancelled(progress.done);
      }
      pictures.add(picture.get());
      for (int step = 0; step < scheduler.evaluations(); step++) {
        steps.add(new StepTrace(index, step, run.batch(), run.batch() - 1));
      }
    }
    var trace = new RunTrace(hash, CODE_VERSION, device.deviceClass(), PyTorch.versions(), steps);
    return new Drawing.Finished(pictures, trace, List.copyOf(notices));
  }

  @Override
  public void close() {
    textEncoder.close();
    unet.close();
    decoder.close();
    manager.close();
  }

  private Optional<BufferedImage> picture(
      DrawingRequest request, DenoisingRun run, Progress progress, Set<String> notices) {
    ImageRequest image = request.images().get(progress.index);
    float[] noise = NormalNoise.of(image.seed(), run.noiseCount());
    try (NDManager scope = manager.newSubManager();
        TextContext text = unet.context(texts(scope, request, image, notices))) {
      return run.run(scope, text, noise, progress::after)
          .map(latent -> decode(scope, latent, request));
    }
  }

  private BufferedImage decode(NDManager scope, float[] latent, DrawingRequest request) {
    NDArray decoded = decoder.decode(scope, scope.create(latent, latentShape(request)));
    return Pixels.picture(decoded.toFloatArray(), request.width(), request.height());
  }

  /** Hidden states: of the negative prompt and the prompt when guided, else of the prompt alone. */
  private NDArray texts(
      NDManager scope, DrawingRequest request, ImageRequest image, Set<String> notices) {
    NDArray prompt = encode(scope, image.prompt(), "prompt", notices);
    if (!request.isGuided()) {
      return prompt;
    }
    NDArray negative = encode(scope, request.negativePrompt(), "negative prompt", notices);
    return NDArrays.concat(new NDList(negative, prompt), 0);
  }

  private NDArray encode(NDManager scope, String text, String name, Set<String> notices) {
    EncodedText encoded = tokenizer.encode(text);
    if (encoded.cut() > 0) {
      notices.add(
          "The %s is longer than the model can read: its last %d tokens were left out."
              .formatted(name, encoded.cut()));
    }
    return textEncoder.encode(scope, encoded.ids());
  }

  private Shape latentShape(DrawingRequest request) {
    return new Shape(
        1,
        decoder.latentChannels(),
        request.height() / decoder.upscaling(),
        request.width() / decoder.upscaling());
  }

  /** Passes the steps of one picture on to the listener. */
  private final class Progress {
    private final int index;
    private final DrawingRequest request;
    private final int steps;
    private final StepListener listener;
    private int done;

    Progress(int index, DrawingRequest request, int steps, StepListener listener) {
      this.index = index;
      this.request = request;
      this.steps = steps;
      this.listener = listener;
    }

    StepListener.Decision after(int step, dev.imprimatur.diffusion.scheduler.SamplerState state) {
      done = step;
      Shape shape = latentShape(request);
      float[] seen = state.denoised().orElse(state.sample());
      return listener.step(
          new StepEvent(
              index, step, steps, () -> preview.of(seen, (int) shape.get(3), (int) shape.get(2))));
    }
  }
}
