package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.checkpoint.Checkpoint;
import dev.imprimatur.diffusion.checkpoint.CheckpointSummary;
import dev.imprimatur.diffusion.checkpoint.Component;
import dev.imprimatur.diffusion.network.LatentSpace;
import dev.imprimatur.diffusion.network.Residency;
import dev.imprimatur.diffusion.network.UNetFacts;
import dev.imprimatur.diffusion.network.WeightForm;
import dev.imprimatur.diffusion.safety.SafetyChecker;
import java.util.Locale;
import java.util.Optional;

/**
 * What a drawing needs at most, known before it starts: the process, the weights that are on the
 * device at once, and what a network holds while it computes. The last are multiples of its largest
 * layer, measured on Stable Diffusion 1.5 and rounded up. On a GPU the process is what CUDA takes
 * for itself and the kernels' workspaces, measured on an H200, and the allocator is taken to have
 * segments that grow ({@code expandable_segments}). Mapped pages count while their network works;
 * the system may take them back at any time.
 *
 * @param summary of the checkpoint
 * @param options how it is opened
 * @param width channels of the UNet's first layer
 * @param space of the latents
 */
record MemoryForecast(
    CheckpointSummary summary, ModelOptions options, int width, LatentSpace space) {
  /** Samples of a guided picture that is alone. */
  static final int ALONE = 2;

  /** Samples in a pass at most where nobody says how much memory there is. */
  private static final int UNFUSED_BATCH = 16;

  private static final long PACKED_WEIGHTS = 1_000_000_000;
  private static final long PROCESS = 450_000_000;
  private static final long PROCESS_ON_GPU = 850_000_000;

  /** Weights that are joined or folded for the fused kernels leave holes behind. */
  private static final double FUSED_WEIGHTS = 1.4;

  /** While they are, those before are still there. */
  private static final int FUSING_WEIGHTS = 2;

  private static final int FUSED_UNET_LAYERS = 44;
  private static final long TEXTS = 50_000_000;
  private static final int UNET_LAYERS = 28;

  /** Weights that are widened for the moment of their use count as well. */
  private static final int MAPPED_UNET_LAYERS = 76;

  /** Weights that wait in the host's memory: one in use, and one that the allocator keeps. */
  private static final int WAITING_WEIGHTS = 2;

  private static final int AUTOENCODER_LAYERS = 9;
  private static final int AUTOENCODER_LAYERS_ON_PROCESSOR = 14;

  /**
   * The forecast for a checkpoint, opened as {@code options} say, or in low memory where they allow
   * it and the model's size or their limit wants it.
   */
  static MemoryForecast of(Checkpoint checkpoint, ModelOptions options)
      throws InvalidCheckpointException {
    try (Component unet = checkpoint.component("unet");
        Component vae = checkpoint.component("vae")) {
      return new MemoryForecast(
              checkpoint.summary(),
              options,
              UNetFacts.of(unet.config()).widths().getFirst(),
              LatentSpace.of(vae))
          .suited();
    }
  }

  /**
   * The same in the mode that suits, where that may be chosen. Packing large weights is not worth
   * it: a pass gets faster by a twentieth, but opening takes ten times as long, and twice the
   * memory.
   */
  MemoryForecast suited() {
    boolean large = options.form() == WeightForm.PACKED && weights("unet") > PACKED_WEIGHTS;
    if (!options.mayBeLow() || (fits() && !large)) {
      return this;
    }
    ModelOptions low = options.with(MemoryMode.LOW, options.memoryLimit());
    return new MemoryForecast(summary, low, width, space);
  }

  /** Bytes at the drawing's peak, unless others join it. */
  long peak(DrawingRequest request) {
    return peak(request.width(), request.height(), alone(request));
  }

  /** Samples that a pass may have, so that pictures of that size stay within the limit together. */
  int passes(DrawingRequest request) {
    int most = options.maximumBatch();
    if (options.memoryLimit().isEmpty()) {
      boolean plain = options.form() == WeightForm.HALF && !options.isFused();
      return plain ? Math.min(most, UNFUSED_BATCH) : most;
    }
    while (most > ALONE && !fits(peak(request.width(), request.height(), most))) {
      most /= 2;
    }
    return most;
  }

  /** Samples in the passes of a drawing that nobody joins. */
  int alone(DrawingRequest request) {
    int samples = request.images().size() * (request.guidanceScale() > 1 ? 2 : 1);
    return Math.min(passes(request), Integer.highestOneBit(samples));
  }

  /** Whether one picture of the size that the checkpoint was trained on stays within the limit. */
  boolean fits() {
    return fits(peak(summary.side(), summary.side(), ALONE));
  }

  /**
   * Why the drawing must not start, if the operator's limit forbids it.
   *
   * @param batch samples in its largest pass
   */
  Optional<String> refusal(DrawingRequest request, int batch) {
    long peak = peak(request.width(), request.height(), batch);
    if (fits(peak)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "This drawing needs up to %.1f GB of memory, but %.1f GB are allowed. Draw smaller%s.",
            peak / 1e9,
            options.memoryLimit().orElseThrow() / 1e9,
            options.memory() == MemoryMode.LOW ? "" : ", or open the model in low-memory mode"));
  }

  /**
   * How much of the UNet may lie on a GPU in low memory, so that the drawing stays within the
   * operator's limit. Pixels do not depend on it.
   */
  Residency residency(DrawingRequest request) {
    return residency(layer(request.width(), request.height(), ALONE));
  }

  private long peak(int width, int height, int batch) {
    long layer = layer(width, height, batch);
    long denoising = layer * unetLayers();
    long coding =
        Math.min((long) width * height, tilePixels()) * autoencoderBytes() * autoencoderLayers();
    long texts = weights("text_encoder") + weights("text_encoder_2");
    long unet = weights("unet");
    long autoencoder = weights("vae");
    return always()
        + switch (options.memory()) {
          case ROOMY ->
              options.isFused()
                  ? texts + fused(unet, autoencoder + layer * FUSED_UNET_LAYERS + coding)
                  : texts + unet + autoencoder + Math.max(TEXTS, Math.max(denoising, coding));
          case LOW ->
              Math.max(texts + TEXTS, Math.max(onDevice(layer) + denoising, autoencoder + coding));
        };
  }

  private boolean fits(long bytes) {
    return options.memoryLimit().isEmpty() || bytes <= options.memoryLimit().getAsLong();
  }

  /** What a recorded step computes in is its own for ever; nothing else can use it. */
  private static long fused(long unet, long rest) {
    return Math.max(FUSING_WEIGHTS * unet, (long) (FUSED_WEIGHTS * unet) + rest);
  }

  private Residency residency(long layer) {
    if (options.form() != WeightForm.SHORT || options.memoryLimit().isEmpty()) {
      return Residency.WHOLE;
    }
    long room = options.memoryLimit().getAsLong() - always() - layer * unetLayers();
    return weights("unet") <= room
        ? Residency.WHOLE
        : new Residency(Math.max(0, room - WAITING_WEIGHTS * largest()));
  }

  /** Bytes of the UNet that are there at once. */
  private long onDevice(long layer) {
    Residency residency = residency(layer);
    return residency.equals(Residency.WHOLE)
        ? weights("unet")
        : residency.bytes() + WAITING_WEIGHTS * largest();
  }

  private long always() {
    return (options.device().device().isGpu() ? PROCESS_ON_GPU : PROCESS) + checker();
  }

  /** Bytes of the UNet's first layer for a whole pass. */
  private long layer(int pictureWidth, int pictureHeight, int batch) {
    int side = space.upscaling();
    return (long) batch * width * (pictureWidth / side) * (pictureHeight / side) * numberBytes();
  }

  /** It looks at previews too, while the others work, and computes in float32 everywhere. */
  private long checker() {
    return new WeightBytes(summary, WeightForm.FULL).of(SafetyChecker.PART);
  }

  private long weights(String network) {
    return new WeightBytes(summary, options.form()).of(network);
  }

  /** Bytes of the UNet's largest weight in float16. */
  private long largest() {
    return Short.BYTES * new WeightBytes(summary, options.form()).largest("unet");
  }

  private int unetLayers() {
    return options.form() == WeightForm.MAPPED ? MAPPED_UNET_LAYERS : UNET_LAYERS;
  }

  private int autoencoderLayers() {
    return options.device().device().isGpu() ? AUTOENCODER_LAYERS : AUTOENCODER_LAYERS_ON_PROCESSOR;
  }

  private long tilePixels() {
    return (long) options.tile() * options.tile();
  }

  private long autoencoderBytes() {
    return (long) space.width() * numberBytes();
  }

  private long numberBytes() {
    return switch (options.form()) {
      case PACKED, FULL, MAPPED -> Float.BYTES;
      case HALF, SHORT -> Short.BYTES;
    };
  }
}
