package dev.imprimatur.diffusion.checkpoint.compvis;

import dev.imprimatur.diffusion.checkpoint.compvis.Origin.Form;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of a text encoder's weights where it was written by OpenCLIP, which has one projection for
 * queries, keys and values, and multiplies by the last projection from the other side.
 *
 * @param prefix what stands before the names in a file
 */
record OpenClipNaming(String prefix) implements Naming {
  private static final Pattern LAYER =
      Pattern.compile("text_model\\.encoder\\.layers\\.(\\d+)\\.(.+)\\.(weight|bias)");
  private static final Map<String, String> STEMS =
      Map.of(
          "text_model.embeddings.token_embedding.weight", "token_embedding.weight",
          "text_model.embeddings.position_embedding.weight", "positional_embedding",
          "text_model.final_layer_norm.weight", "ln_final.weight",
          "text_model.final_layer_norm.bias", "ln_final.bias");
  private static final Map<String, String> LAYERS =
      Map.of(
          "layer_norm1", "ln_1",
          "layer_norm2", "ln_2",
          "mlp.fc1", "mlp.c_fc",
          "mlp.fc2", "mlp.c_proj",
          "self_attn.out_proj", "attn.out_proj");
  private static final Map<String, Form> JOINED =
      Map.of(
          "self_attn.q_proj", Form.QUERIES,
          "self_attn.k_proj", Form.KEYS,
          "self_attn.v_proj", Form.VALUES);

  @Override
  public List<Origin> origins(String weight) {
    if (weight.equals("text_projection.weight")) {
      return List.of(
          new Origin(prefix + "text_projection", Form.TRANSPOSE), Origin.whole(prefix + weight));
    }
    Matcher layer = LAYER.matcher(weight);
    if (!layer.matches()) {
      return List.of(Origin.whole(prefix + STEMS.getOrDefault(weight, weight)));
    }
    String name = prefix + "transformer.resblocks." + layer.group(1) + ".";
    Form joined = JOINED.get(layer.group(2));
    return List.of(
        joined != null
            ? new Origin(name + "attn.in_proj_" + layer.group(3), joined)
            : Origin.whole(
                name + LAYERS.getOrDefault(layer.group(2), layer.group(2)) + "." + layer.group(3)));
  }
}
