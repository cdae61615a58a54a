package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.checkpoint.CheckpointSummary;
import dev.imprimatur.diffusion.checkpoint.NetworkSummary;
import dev.imprimatur.diffusion.network.WeightForm;
import java.util.stream.Stream;

/**
 * How much memory the weights of a checkpoint's networks take.
 *
 * @param summary of the checkpoint
 * @param form in which they are loaded
 */
record WeightBytes(CheckpointSummary summary, WeightForm form) {
  /** Bytes of all weights of {@code network}, 0 where the checkpoint has none of that name. */
  long of(String network) {
    return found(network).mapToLong(this::bytes).sum();
  }

  /** How many numbers the largest weight of {@code network} has. */
  long largest(String network) {
    return found(network).mapToLong(NetworkSummary::largest).sum();
  }

  private Stream<NetworkSummary> found(String network) {
    return summary.networks().stream().filter(found -> found.name().equals(network));
  }

  private long bytes(NetworkSummary network) {
    return switch (form) {
      case PACKED, FULL -> Float.BYTES * network.parameters();
      case HALF -> Short.BYTES * network.parameters();
      case SHORT -> Math.min(network.bytes(), Short.BYTES * network.parameters());
      case MAPPED -> network.bytes();
    };
  }
}
