package dev.imprimatur.diffusion.checkpoint.compvis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;
import java.util.ArrayList;
import java.util.List;

/** The denoising network's configuration, from the shapes of its weights. */
final class UNetConfig {
  private static final int MAXIMUM_BLOCKS = 64;
  private static final int HEADS = 8;
  private static final int HEAD_WIDTH = 64;
  private static final int SIZE_WIDTH = 256;

  private final Shapes shapes;
  private final List<Level> levels = new ArrayList<>();

  /**
   * What stands at one size.
   *
   * @param width channels
   * @param resnets how many on the way down
   * @param depth transformer layers behind each, or 0
   */
  private record Level(int width, int resnets, int depth) {}

  private UNetConfig(Shapes shapes) throws InvalidCheckpointException {
    this.shapes = shapes;
    findLevels();
  }

  static ObjectNode of(Shapes shapes, Family family) throws InvalidCheckpointException {
    return new UNetConfig(shapes).json(family);
  }

  private void findLevels() throws InvalidCheckpointException {
    int resnets = 0;
    for (int block = 1; block < MAXIMUM_BLOCKS; block++) {
      String name = "input_blocks." + block;
      if (shapes.has(name + ".0.in_layers.2.weight")) {
        resnets++;
        continue;
      }
      String last = "input_blocks." + (block - 1);
      levels.add(
          new Level(shapes.dimension(last + ".0.out_layers.3.weight", 0), resnets, depth(last)));
      if (!shapes.has(name + ".0.op.weight")) {
        return;
      }
      resnets = 0;
    }
  }

  private int depth(String block) {
    return shapes.count(layer -> "%s.1.transformer_blocks.%d.norm1.weight".formatted(block, layer));
  }

  private ObjectNode json(Family family) throws InvalidCheckpointException {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("_class_name", "UNet2DConditionModel");
    config.put("sample_size", PublishedConfig.latentSide(shapes.file(), family));
    config.put("in_channels", shapes.dimension("input_blocks.0.0.weight", 1));
    config.put("out_channels", shapes.dimension("out.2.weight", 0));
    config.put("cross_attention_dim", textWidth());
    // Some programs write the linear layers of later versions as convolutions of one place.
    config.put("use_linear_projection", family != Family.VERSION_1);
    config.put("upcast_attention", family == Family.VERSION_2);
    addLevels(config);
    if (family == Family.VERSION_1) {
      config.put("attention_head_dim", HEADS);
    } else {
      levels.forEach(level -> array(config, "attention_head_dim").add(level.width() / HEAD_WIDTH));
    }
    if (shapes.has("label_emb.0.0.weight")) {
      config.put("addition_embed_type", "text_time");
      config.put("addition_time_embed_dim", SIZE_WIDTH);
      config.put(
          "projection_class_embeddings_input_dim", shapes.dimension("label_emb.0.0.weight", 1));
    }
    return config;
  }

  private void addLevels(ObjectNode config) {
    int middle = depth("middle_block");
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      boolean attends = level.depth() > 0;
      array(config, "block_out_channels").add(level.width());
      array(config, "layers_per_block").add(level.resnets());
      array(config, "down_block_types").add(attends ? "CrossAttnDownBlock2D" : "DownBlock2D");
      array(config, "up_block_types").insert(0, attends ? "CrossAttnUpBlock2D" : "UpBlock2D");
      // The middle is as deep as the last level, whether that has transformers or not.
      int depth = i == levels.size() - 1 && !attends ? middle : level.depth();
      array(config, "transformer_layers_per_block").add(Math.max(depth, 1));
    }
  }

  private int textWidth() throws InvalidCheckpointException {
    return shapes.dimension("middle_block.1.transformer_blocks.0.attn2.to_k.weight", 1);
  }

  private static ArrayNode array(ObjectNode config, String key) {
    return config.withArray(key);
  }
}
