package dev.imprimatur.diffusion.checkpoint.compvis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;

/** The autoencoder's configuration, from the shapes of its weights. */
final class AutoencoderConfig {
  private AutoencoderConfig() {}

  static ObjectNode of(Shapes shapes, Family family) throws InvalidCheckpointException {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("_class_name", "AutoencoderKL");
    config.put("latent_channels", shapes.dimension("decoder.conv_in.weight", 1));
    config.put("layers_per_block", shapes.count("encoder.down.0.block.%d.conv1.weight"::formatted));
    config.put("scaling_factor", PublishedConfig.scalingFactor(family));
    if (Playground.is(shapes.file(), family)) {
      Playground.normalise(config, shapes.file());
    }
    // In float16 the published autoencoder of XL overflows.
    config.put("force_upcast", family == Family.XL);
    int levels = shapes.count("encoder.down.%d.block.0.conv1.weight"::formatted);
    config.put(
        "sample_size",
        PublishedConfig.latentSide(shapes.file(), family) << Math.max(levels - 1, 0));
    ArrayNode widths = config.putArray("block_out_channels");
    ArrayNode down = config.putArray("down_block_types");
    ArrayNode up = config.putArray("up_block_types");
    for (int level = 0; level < levels; level++) {
      widths.add(shapes.dimension("encoder.down.%d.block.0.conv1.weight".formatted(level), 0));
      down.add("DownEncoderBlock2D");
      up.add("UpDecoderBlock2D");
    }
    return config;
  }
}
