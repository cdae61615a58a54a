package dev.imprimatur.diffusion.checkpoint.compvis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of the autoencoder's weights; CompVis numbers the way up from its end. */
final class AutoencoderNaming implements Naming {
  /** What stands before the names in a file. */
  static final String PREFIX = "first_stage_model.";

  private static final Pattern BLOCK =
      Pattern.compile("(encoder|decoder)\\.(?:down|up)_blocks\\.(\\d+)\\.([a-z]+)\\.(\\d+)\\.(.+)");
  private static final Pattern MIDDLE =
      Pattern.compile("(encoder|decoder)\\.mid_block\\.(resnets|attentions)\\.(\\d)\\.(.+)");
  private static final Map<String, String> ATTENTION =
      Map.of(
          "group_norm", "norm",
          "to_q", "q",
          "to_k", "k",
          "to_v", "v",
          "to_out.0", "proj_out");

  private final int last;

  AutoencoderNaming(Set<String> weights) {
    this.last =
        weights.stream()
            .map(BLOCK::matcher)
            .filter(Matcher::matches)
            .mapToInt(block -> Integer.parseInt(block.group(2)))
            .max()
            .orElse(0);
  }

  @Override
  public List<Origin> origins(String weight) {
    return List.of(Origin.whole(PREFIX + name(weight)));
  }

  private String name(String weight) {
    Matcher block = BLOCK.matcher(weight);
    if (block.matches()) {
      return block(block);
    }
    Matcher middle = MIDDLE.matcher(weight);
    if (middle.matches()) {
      String rest = middle.group(4);
      return middle.group(2).equals("resnets")
          ? "%s.mid.block_%d.%s"
              .formatted(middle.group(1), Integer.parseInt(middle.group(3)) + 1, resnet(rest))
          : middle.group(1) + ".mid.attn_1." + attention(rest);
    }
    return weight.replace(".conv_norm_out.", ".norm_out.");
  }

  private String block(Matcher block) {
    int number = Integer.parseInt(block.group(2));
    boolean down = block.group(1).equals("encoder");
    String name =
        down ? "encoder.down.%d".formatted(number) : "decoder.up.%d".formatted(last - number);
    return switch (block.group(3)) {
      case "resnets" -> name + ".block." + block.group(4) + "." + resnet(block.group(5));
      case "downsamplers" -> name + ".downsample." + block.group(5);
      default -> name + ".upsample." + block.group(5);
    };
  }

  private static String resnet(String rest) {
    return rest.replace("conv_shortcut", "nin_shortcut");
  }

  private static String attention(String rest) {
    for (Map.Entry<String, String> layer : ATTENTION.entrySet()) {
      if (rest.startsWith(layer.getKey() + ".")) {
        return layer.getValue() + rest.substring(layer.getKey().length());
      }
    }
    return rest;
  }
}
