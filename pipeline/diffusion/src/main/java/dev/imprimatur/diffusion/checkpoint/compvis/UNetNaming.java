package dev.imprimatur.diffusion.checkpoint.compvis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the denoising network's weights. CompVis numbers everything on the way down, and again
 * on the way up, in one row: each resnet with its transformer, and each change of size.
 */
public final class UNetNaming implements Naming {
  /** What stands before the names in a file. */
  static final String PREFIX = "model.diffusion_model.";

  private static final Pattern BLOCK =
      Pattern.compile("(down|up)_blocks\\.(\\d+)\\.([a-z]+)\\.(\\d+)\\.(.+)");
  private static final Map<String, String> STEMS =
      Map.of(
          "time_embedding.linear_1", "time_embed.0",
          "time_embedding.linear_2", "time_embed.2",
          "add_embedding.linear_1", "label_emb.0.0",
          "add_embedding.linear_2", "label_emb.0.2",
          "conv_in", "input_blocks.0.0",
          "conv_norm_out", "out.0",
          "conv_out", "out.2",
          "mid_block.attentions.0", "middle_block.1");
  private static final Map<String, String> RESNET =
      Map.of(
          "norm1", "in_layers.0",
          "conv1", "in_layers.2",
          "time_emb_proj", "emb_layers.1",
          "norm2", "out_layers.0",
          "conv2", "out_layers.3",
          "conv_shortcut", "skip_connection");

  private final Map<Integer, Integer> resnetsDown = new TreeMap<>();
  private final Map<Integer, Integer> resnetsUp = new TreeMap<>();

  /** Names for a network with those weights. */
  public UNetNaming(Set<String> weights) {
    for (String weight : weights) {
      Matcher block = BLOCK.matcher(weight);
      if (block.matches() && block.group(3).equals("resnets")) {
        (block.group(1).equals("down") ? resnetsDown : resnetsUp)
            .merge(number(block, 2), number(block, 4) + 1, Math::max);
      }
    }
  }

  @Override
  public List<Origin> origins(String weight) {
    return names(weight).stream().map(name -> Origin.whole(PREFIX + name)).toList();
  }

  /**
   * The names of a weight, without what stands before them in a file: more than one where it
   * depends on its neighbours.
   */
  public List<String> names(String weight) {
    Matcher block = BLOCK.matcher(weight);
    if (block.matches()) {
      return block.group(1).equals("down") ? List.of(down(block)) : up(block);
    }
    if (weight.startsWith("mid_block.resnets.")) {
      String[] parts = weight.split("\\.", 4);
      return List.of("middle_block." + 2 * Integer.parseInt(parts[2]) + "." + resnet(parts[3]));
    }
    for (Map.Entry<String, String> stem : STEMS.entrySet()) {
      if (weight.startsWith(stem.getKey() + ".")) {
        return List.of(stem.getValue() + weight.substring(stem.getKey().length()));
      }
    }
    return List.of(weight);
  }

  private String down(Matcher block) {
    int before = 1;
    for (int earlier = 0; earlier < number(block, 2); earlier++) {
      before += resnetsDown.getOrDefault(earlier, 0) + 1;
    }
    String rest = block.group(5);
    int place = before + number(block, 4);
    return switch (block.group(3)) {
      case "resnets" -> "input_blocks.%d.0.%s".formatted(place, resnet(rest));
      case "attentions" -> "input_blocks.%d.1.%s".formatted(place, rest);
      default ->
          "input_blocks.%d.0.%s"
              .formatted(
                  before + resnetsDown.getOrDefault(number(block, 2), 0),
                  rest.replaceFirst("^conv", "op"));
    };
  }

  private List<String> up(Matcher block) {
    int before = 0;
    for (int earlier = 0; earlier < number(block, 2); earlier++) {
      before += resnetsUp.getOrDefault(earlier, 0);
    }
    String rest = block.group(5);
    int place = before + number(block, 4);
    return switch (block.group(3)) {
      case "resnets" -> List.of("output_blocks.%d.0.%s".formatted(place, resnet(rest)));
      case "attentions" -> List.of("output_blocks.%d.1.%s".formatted(place, rest));
      default -> {
        // It stands behind the last resnet, and behind its transformer where there is one.
        int last = before + resnetsUp.getOrDefault(number(block, 2), 0) - 1;
        yield List.of(
            "output_blocks.%d.1.%s".formatted(last, rest),
            "output_blocks.%d.2.%s".formatted(last, rest));
      }
    };
  }

  private static String resnet(String rest) {
    int dot = rest.indexOf('.');
    String layer = dot < 0 ? rest : rest.substring(0, dot);
    return RESNET.getOrDefault(layer, layer) + rest.substring(layer.length());
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
