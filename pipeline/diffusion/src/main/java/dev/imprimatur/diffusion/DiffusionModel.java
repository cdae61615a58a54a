package dev.imprimatur.diffusion;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.lora.WeightedLora;
import dev.imprimatur.diffusion.scheduler.SchedulerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An opened checkpoint that draws. Drawings of one model wait for each other: a device has one
 * stream, and two drawings side by side would only halve each other's speed. Drawings that shall
 * share their passes come in one call.
 */
public final class DiffusionModel implements AutoCloseable {
  /** Version of everything between request and pixels; a change that moves a pixel raises it. */
  public static final String CODE_VERSION = "5";

  private final String hash;
  private final ModelOptions options;
  private final NDManager manager;
  private final ModelParts parts;
  private final SchedulerConfig schedulers;
  private final MemoryForecast forecast;
  private final Optional<OwnChecker> checker;
  private Optional<LatentPreview> preview;

  private DiffusionModel(Checkpoint checkpoint, Path path, ModelOptions wanted, NDManager manager)
      throws InvalidCheckpointException {
    this.forecast = MemoryForecast.of(checkpoint, wanted);
    this.options = forecast.options();
    this.manager = manager;
    this.hash = options.identity(checkpoint).hash();
    this.parts = ModelParts.load(checkpoint, manager, options);
    this.schedulers = schedulers(checkpoint);
    this.checker = OwnChecker.of(checkpoint, manager, options);
    this.preview = LatentPreview.read(path, parts.space().channels());
  }

  /**
   * Opens the checkpoint at {@code path} and brings it to the device.
   *
   * @throws InvalidCheckpointException naming the one thing that is wrong with it
   */
  public static DiffusionModel open(Path path, ModelOptions options)
      throws InvalidCheckpointException {
    return open(Checkpoint.open(path), path, options);
  }

  /**
   * Opens the checkpoint in one file, whose configurations are those of a folder.
   *
   * @throws InvalidCheckpointException naming the one thing that is wrong with it
   */
  public static DiffusionModel open(Path file, Path configurationFolder, ModelOptions options)
      throws InvalidCheckpointException {
    return open(Checkpoint.open(file, configurationFolder), file, options);
  }

  /**
   * Opens the checkpoint at {@code path} with LoRAs merged into it on the way in.
   *
   * @throws InvalidCheckpointException naming the one thing that is wrong with one of them
   */
  public static DiffusionModel open(Path path, List<WeightedLora> loras, ModelOptions options)
      throws InvalidCheckpointException {
    return open(Checkpoint.open(path).with(loras), path, options);
  }

  /**
   * Opens a checkpoint that was compared with its configuration.
   *
   * @param path where it lies, and the map of its previews if there is one
   * @throws InvalidCheckpointException naming the one thing that is wrong with its weights
   */
  public static DiffusionModel open(Checkpoint checkpoint, Path path, ModelOptions options)
      throws InvalidCheckpointException {
    NDManager manager = PyTorch.manager(options.device());
    try {
      return new DiffusionModel(checkpoint, path, options, manager);
    } catch (InvalidCheckpointException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** Opens it in the way that suits {@code device}. */
  public static DiffusionModel open(Path path, DeviceChoice device)
      throws InvalidCheckpointException {
    return open(path, ModelOptions.on(device));
  }

  /** Bytes that {@code request} alone needs at most, the process included. */
  public long forecast(DrawingRequest request) {
    return forecast.peak(request);
  }

  /** SHA-256 that names the checkpoint and what was merged into it, lower-case hex. */
  public String hash() {
    return hash;
  }

  /** The safety checker that the checkpoint brings along; nothing where it brings none. */
  public Optional<OwnChecker> checker() {
    return checker;
  }

  /**
   * Draws every picture of {@code request}.
   *
   * @throws ai.djl.engine.EngineException when the engine fails
   */
  public Drawing draw(DrawingRequest request, StepListener listener) {
    return drawTogether(List.of(new Commission(request, listener))).getFirst();
  }

  /**
   * Draws several requests, whose pictures share passes where their sizes allow it.
   *
   * @return how each ended, in the order of the commissions
   */
  public synchronized List<Drawing> drawTogether(List<Commission> commissions) {
    return new Drawings(this::trace, parts, schedulers, this::preview, forecast, manager)
        .of(commissions, new Seating.Together(forecast));
  }

  /**
   * Draws again what {@code trace} records, each picture alone in the seat it had. The pixels are
   * the same, bit by bit, where the model, this library, the libraries below it and the device
   * class are the same; where one differs, nothing is drawn.
   */
  public synchronized Drawing replay(DrawingRequest request, RunTrace trace) {
    return trace
        .difference(trace(List.of()))
        .<Drawing>map(Drawing.Refused::new)
        .orElseGet(() ->
            new Drawings(this::trace, parts, schedulers, this::preview, forecast, manager)
                .of(
                    List.of(new Commission(request, step -> StepListener.Decision.CONTINUE)),
                    new Seating.Recorded(trace))
                .getFirst());
  }

  @Override
  public void close() {
    checker.ifPresent(OwnChecker::close);
    parts.close();
    manager.close();
  }

  private RunTrace trace(List<RunTrace.StepTrace> steps) {
    return new RunTrace(
        hash, CODE_VERSION, options.deviceClass(), PyTorch.versions(options.device()), steps);
  }

  static SchedulerConfig schedulers(Checkpoint checkpoint) throws InvalidCheckpointException {
    JsonNode config = checkpoint.schedulerConfig();
    return switch (checkpoint.pipeline()) {
      case "StableDiffusionPipeline", "StableDiffusionImg2ImgPipeline" ->
          SchedulerConfig.ofStableDiffusion(config);
      case "StableDiffusionInpaintPipeline" -> SchedulerConfig.ofInpainting(config);
      default -> SchedulerConfig.of(config);
    };
  }

  /** Fitted when it is first asked for, unless the checkpoint brings its own. */
  private LatentPreview preview() {
    LatentPreview present =
        preview.orElseGet(() ->
            parts.autoencoder().with(network -> PreviewFit.of(manager, network, parts.space())));
    preview = Optional.of(present);
    return present;
  }
}
