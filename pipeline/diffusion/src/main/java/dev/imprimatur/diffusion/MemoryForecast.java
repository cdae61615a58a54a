package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.checkpoint.CheckpointSummary;
import dev.imprimatur.diffusion.checkpoint.NetworkSummary;
import dev.imprimatur.diffusion.network.WeightForm;
import dev.imprimatur.diffusion.safety.SafetyChecker;
import java.util.Locale;
import java.util.Optional;

/**
 * What a drawing needs at most, known before it starts: the process, the weights that are on the
 * device at once, and what a network holds while it computes. The last are multiples of its largest
 * layer, measured on Stable Diffusion 1.5 and rounded up. On a GPU the process is what CUDA takes
 * for itself and the kernels' workspaces, measured on an H200, and the allocator is taken to have
 * segments that grow ({@code expandable_segments}).
 *
 * @param summary of the checkpoint
 * @param options how it is opened
 * @param parts what its configurations say
 */
record MemoryForecast(CheckpointSummary summary, ModelOptions options, ModelParts parts) {
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

  private static final int AUTOENCODER_LAYERS = 9;
  private static final int AUTOENCODER_LAYERS_ON_PROCESSOR = 14;

  /** Bytes at the drawing's peak. */
  long peak(DrawingRequest request) {
    long layer = options.maximumBatch() * latent(request) * numberBytes();
    long denoising = layer * unetLayers();
    long coding =
        Math.min(pixels(request), tilePixels()) * autoencoderBytes() * autoencoderLayers();
    long texts = weights("text_encoder") + weights("text_encoder_2");
    long unet = weights("unet");
    long autoencoder = weights("vae");
    return (options.device().device().isGpu() ? PROCESS_ON_GPU : PROCESS)
        + checker()
        + switch (options.memory()) {
          case ROOMY ->
              options.isFused()
                  ? texts + fused(unet, autoencoder + layer * FUSED_UNET_LAYERS + coding)
                  : texts + unet + autoencoder + Math.max(TEXTS, Math.max(denoising, coding));
          case LOW -> Math.max(texts + TEXTS, Math.max(unet + denoising, autoencoder + coding));
        };
  }

  /** What a recorded step computes in is its own for ever; nothing else can use it. */
  private static long fused(long unet, long rest) {
    return Math.max(FUSING_WEIGHTS * unet, (long) (FUSED_WEIGHTS * unet) + rest);
  }

  /** Why the drawing must not start, if the operator's limit forbids it. */
  Optional<String> refusal(DrawingRequest request) {
    long peak = peak(request);
    if (options.memoryLimit().isEmpty() || peak <= options.memoryLimit().getAsLong()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "This drawing needs up to %.1f GB of memory, but %.1f GB are allowed. Draw smaller%s.",
            peak / 1e9,
            options.memoryLimit().getAsLong() / 1e9,
            options.memory() == MemoryMode.LOW ? "" : ", or open the model in low-memory mode"));
  }

  /** It looks at previews too, while the others work, and computes in float32 everywhere. */
  private long checker() {
    return summary.networks().stream()
        .filter(found -> found.name().equals(SafetyChecker.PART))
        .mapToLong(found -> bytes(WeightForm.FULL, found))
        .sum();
  }

  private long weights(String network) {
    return summary.networks().stream()
        .filter(found -> found.name().equals(network))
        .mapToLong(found -> bytes(options.form(), found))
        .sum();
  }

  private static long bytes(WeightForm form, NetworkSummary network) {
    return switch (form) {
      case PACKED, FULL -> Float.BYTES * network.parameters();
      case HALF -> Short.BYTES * network.parameters();
      case SHORT -> Math.min(network.bytes(), Short.BYTES * network.parameters());
      case MAPPED -> network.bytes();
    };
  }

  private int unetLayers() {
    return options.form() == WeightForm.MAPPED ? MAPPED_UNET_LAYERS : UNET_LAYERS;
  }

  private int autoencoderLayers() {
    return options.device().device().isGpu() ? AUTOENCODER_LAYERS : AUTOENCODER_LAYERS_ON_PROCESSOR;
  }

  /** Numbers of the UNet's first layer. */
  private long latent(DrawingRequest request) {
    int side = parts.space().upscaling();
    return (long) parts.unetFacts().widths().getFirst()
        * (request.width() / side)
        * (request.height() / side);
  }

  private static long pixels(DrawingRequest request) {
    return (long) request.width() * request.height();
  }

  private long tilePixels() {
    long side = (long) options.tile() * parts.space().upscaling();
    return side * side;
  }

  private long autoencoderBytes() {
    return (long) parts.space().width() * numberBytes();
  }

  private long numberBytes() {
    return switch (options.form()) {
      case PACKED, FULL, MAPPED -> Float.BYTES;
      case HALF, SHORT -> Short.BYTES;
    };
  }
}
