package dev.imprimatur.training.learning;

import dev.imprimatur.policy.encoding.TokenStates;

/**
 * A sample as the learners see it.
 *
 * @param buckets of its n-grams
 * @param states of its first window in 8 bits, in units of the scale; empty if only n-grams count
 * @param scale of the states
 * @param targets for each output 1, 0 or -1 for unknown
 * @param weight how much it counts, above 0
 */
record Example(int[] buckets, byte[] states, float scale, byte[] targets, float weight) {
  private static final int LARGEST = 127;

  static Example of(int[] buckets, TokenStates states, byte[] targets, float weight) {
    float[] values = states.values();
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    float scale = Math.max(largest, Float.MIN_NORMAL) / LARGEST;
    var bytes = new byte[values.length];
    for (int at = 0; at < values.length; at++) {
      bytes[at] = (byte) Math.round(values[at] / scale);
    }
    return new Example(buckets, bytes, scale, targets, weight);
  }

  int pieces() {
    return states.length / TokenStates.WIDTH;
  }
}
