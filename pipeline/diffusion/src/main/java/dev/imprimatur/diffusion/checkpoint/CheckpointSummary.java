package dev.imprimatur.diffusion.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a checkpoint is, in a few words for people.
 *
 * @param family of models that it belongs to
 * @param takesMask whether the denoising network takes a mask and a masked picture (inpainting)
 * @param takesGuidance whether it takes the guidance scale as an input (consistency models)
 * @param prediction what it predicts: {@code epsilon}, {@code v_prediction} or {@code sample}
 * @param scheduler the class of the scheduler that it was published with
 * @param turbo whether its scheduler is set up as those of adversarially distilled (turbo) models
 *     are published: Euler's, its timesteps counted back from the end, over the usual noise
 * @param side pixels along one side of the pictures that it was trained on
 * @param networks those that draw, in the order of their names, and the safety checker if it has
 *     one
 */
public record CheckpointSummary(
    Family family,
    boolean takesMask,
    boolean takesGuidance,
    String prediction,
    String scheduler,
    boolean turbo,
    int side,
    List<NetworkSummary> networks) {
  private static final int DEFAULT_LATENT_SIDE = 64;
  private static final Set<String> EULER =
      Set.of("EulerDiscreteScheduler", "EulerAncestralDiscreteScheduler");

  public CheckpointSummary {
    networks = List.copyOf(networks);
  }

  /** Parameters of all networks together. */
  public long parameters() {
    return networks.stream().mapToLong(NetworkSummary::parameters).sum();
  }

  /** Bytes of all weights together, where as many as can be stay as they are stored. */
  public long bytes() {
    return networks.stream().mapToLong(NetworkSummary::bytes).sum();
  }

  static CheckpointSummary of(Layout layout) throws InvalidCheckpointException {
    var networks = new ArrayList<NetworkSummary>();
    for (String name : names(layout)) {
      try (Component network = layout.network(name)) {
        networks.add(network.summary());
      }
    }
    try (Component unet = layout.network("unet");
        Component vae = layout.network("vae")) {
      JsonNode config = unet.config();
      JsonNode scheduler = layout.scheduler();
      int upscaling = 1 << (vae.config().path("block_out_channels").size() - 1);
      return new CheckpointSummary(
          family(layout.index(), config),
          unet.integer("in_channels") > vae.integer("latent_channels"),
          config.hasNonNull("time_cond_proj_dim"),
          scheduler.path("prediction_type").asText("epsilon"),
          scheduler.path("_class_name").asText("unknown"),
          isTurbo(scheduler),
          config.path("sample_size").asInt(DEFAULT_LATENT_SIDE) * upscaling,
          networks);
    }
  }

  /**
   * Models trained to zero terminal signal (Lin et al., 2024), or to predict velocities, are
   * counted back from the end as well, and take as many steps as others.
   */
  private static boolean isTurbo(JsonNode scheduler) {
    return EULER.contains(scheduler.path("_class_name").asText())
        && scheduler.path("timestep_spacing").asText().equals("trailing")
        && scheduler.path("prediction_type").asText("epsilon").equals("epsilon")
        && !scheduler.path("rescale_betas_zero_snr").asBoolean(false);
  }

  private static List<String> names(Layout layout) {
    var names = new ArrayList<String>(layout.index().networks().keySet());
    if (layout.has(ModelIndex.SAFETY_CHECKER)) {
      names.add(ModelIndex.SAFETY_CHECKER);
    }
    return names;
  }

  /** Versions 1 and 2 differ in what stands around attention. */
  private static Family family(ModelIndex index, JsonNode unet) {
    if (index.isLarge()) {
      return Family.XL;
    }
    return unet.path("use_linear_projection").asBoolean(false)
        ? Family.VERSION_2
        : Family.VERSION_1;
  }
}
