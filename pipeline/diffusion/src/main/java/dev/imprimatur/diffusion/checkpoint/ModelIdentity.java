package dev.imprimatur.diffusion.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model is made of: the same identity, the same weights.
 *
 * @param checkpoint the checkpoint's hash, SHA-256 in lower-case hex
 * @param loras merged into it, in that order
 */
public record ModelIdentity(String checkpoint, List<Lora> loras) {
  public ModelIdentity {
    loras = List.copyOf(loras);
  }

  /**
   * A LoRA that was merged.
   *
   * @param hash SHA-256 of its file, in lower-case hex
   * @param weight how strongly it counts
   */
  public record Lora(String hash, double weight) {}

  /**
   * One hash for all of it: of a checkpoint alone its own; else SHA-256, in lower-case hex, over
   * the line {@code checkpoint <hash>} and a line {@code lora <hash> <weight>} for each LoRA.
   */
  public String hash() {
    if (loras.isEmpty()) {
      return checkpoint;
    }
    var lines = new ArrayList<String>(List.of("checkpoint " + checkpoint));
    loras.forEach(lora -> lines.add("lora " + lora.hash() + " " + lora.weight()));
    String text = String.join("\n", lines) + "\n";
    return FileHash.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
