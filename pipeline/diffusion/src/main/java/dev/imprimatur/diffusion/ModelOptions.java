package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.HashCache;
import dev.imprimatur.diffusion.checkpoint.ModelIdentity;
import dev.imprimatur.diffusion.network.Acceleration;
import dev.imprimatur.diffusion.network.WeightForm;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a model is opened.
 *
 * @param device where to draw
 * @param memory what to do about memory
 * @param memoryLimit bytes that a drawing may need at most, on the device; more is refused
 * @param hashes remembers those of files that do not change; without it every file is read for its
 *     hash each time
 * @param maximumBatch samples in a pass at most, a power of two; a guided picture has two
 * @param mayBeLow whether a model is opened in low memory where that suits it better, or where it
 *     exceeds the limit otherwise
 */
public record ModelOptions(
    DeviceChoice device,
    MemoryMode memory,
    OptionalLong memoryLimit,
    Optional<HashCache> hashes,
    int maximumBatch,
    boolean mayBeLow) {
  private static final int BATCH_ON_CPU = 2;
  private static final int LARGEST_BATCH = 64;
  private static final int LARGE_TILE = 1024;
  private static final int LOW_TILE = 512;
  private static final int LOW_TILE_ON_GPU = 256;

  public ModelOptions {
    if (maximumBatch < 2 || maximumBatch > LARGEST_BATCH || Integer.bitCount(maximumBatch) != 1) {
      throw new IllegalArgumentException(
          "maximumBatch must be a power of two between 2 and " + LARGEST_BATCH);
    }
  }

  /**
   * What suits {@code device} and the model, without a limit: a processor gains nothing from
   * company, a GPU the more the larger it is.
   */
  public static ModelOptions on(DeviceChoice device) {
    return new ModelOptions(
        device,
        MemoryMode.ROOMY,
        OptionalLong.empty(),
        Optional.empty(),
        device.device().isGpu() ? LARGEST_BATCH : BATCH_ON_CPU,
        true);
  }

  /** The same with another way of dealing with memory. */
  public ModelOptions with(MemoryMode mode, OptionalLong limit) {
    int batch = mode == MemoryMode.LOW ? MemoryForecast.ALONE : maximumBatch;
    return new ModelOptions(device, mode, limit, hashes, batch, false);
  }

  /** The same within a limit, in the mode that suits the model and keeps to it. */
  public ModelOptions within(OptionalLong limit) {
    return new ModelOptions(device, MemoryMode.ROOMY, limit, hashes, maximumBatch, true);
  }

  /** The same with remembered hashes. */
  public ModelOptions with(HashCache remembered) {
    return new ModelOptions(
        device, memory, memoryLimit, Optional.of(remembered), maximumBatch, mayBeLow);
  }

  /** The same with another size of passes. */
  public ModelOptions withMaximumBatch(int samples) {
    return new ModelOptions(device, memory, memoryLimit, hashes, samples, mayBeLow);
  }

  ModelIdentity identity(Checkpoint checkpoint) throws InvalidCheckpointException {
    return hashes.isPresent() ? checkpoint.identity(hashes.get()) : checkpoint.identity();
  }

  Optional<String> safetyCheckerHash(Checkpoint checkpoint) throws InvalidCheckpointException {
    return hashes.isPresent()
        ? checkpoint.safetyCheckerHash(hashes.get())
        : checkpoint.safetyCheckerHash();
  }

  /** How weights lie in memory. */
  WeightForm form() {
    boolean gpu = device.device().isGpu();
    return switch (memory) {
      case ROOMY -> gpu ? WeightForm.HALF : WeightForm.PACKED;
      case LOW -> gpu ? WeightForm.SHORT : WeightForm.MAPPED;
    };
  }

  /** Whether the UNet runs on the fused kernels. */
  boolean isFused() {
    return form() == WeightForm.HALF && Acceleration.isUsedOn(device.device());
  }

  /** Pixels along the side of the autoencoder's tiles, into which pictures of more are cut. */
  int tile() {
    return switch (memory) {
      case ROOMY -> LARGE_TILE;
      case LOW -> lowTile();
    };
  }

  /**
   * On a processor tiles are small only where memory is limited: pictures in tiles differ a little.
   */
  private int lowTile() {
    if (device.device().isGpu()) {
      return LOW_TILE_ON_GPU;
    }
    return memoryLimit.isPresent() ? LOW_TILE : LARGE_TILE;
  }

  /** What a replay must have in common with the run it repeats. */
  String deviceClass() {
    return switch (memory) {
      case ROOMY -> device.deviceClass();
      case LOW ->
          device.deviceClass() + " low-memory" + (tile() == LARGE_TILE ? "" : " in small tiles");
    };
  }
}
