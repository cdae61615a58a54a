package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.rewriting.DiversityRules.Axis;
import dev.imprimatur.policy.rewriting.DiversityRules.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shares the values of an axis out over the images of a request.
 *
 * <p>Systematic sampling (Madow, 1949): with shares p_k and n images, one draw u in [0, 1) puts n
 * equally spaced points (i + u) / n on the cumulated shares. Each value then gets either the floor
 * or the ceiling of n p_k, so the total variation from the target is at most K / 2n for K values;
 * and over many seeds each value gets n p_k on average, also for a single image. A permutation
 * decides which image gets which value.
 *
 * <p>All chance comes from HMAC-SHA256 under the target's version, over seed, text, slot and axis:
 * nobody can tell the outcome from the prompt alone, and everybody with the record can repeat it.
 */
final class Draw {
  private static final double TWO_TO_MINUS_53 = 0x1p-53;

  private final String targetVersion;
  private final long seed;
  private final String text;

  Draw(String targetVersion, long seed, String text) {
    this.targetVersion = targetVersion;
    this.seed = seed;
    this.text = text;
  }

  /** The value for each image, in the images' order. */
  List<Value> values(Axis axis, int slot, int count) {
    double offset = uniform(axis.name(), slot, "offset");
    var values = new ArrayList<Value>(count);
    for (int index = 0; index < count; index++) {
      values.add(at(axis, (index + offset) / count));
    }
    List<Integer> places =
        IntStream.range(0, count)
            .boxed()
            .sorted(
                Comparator.comparingDouble(image -> uniform(axis.name(), slot, "image " + image)))
            .toList();
    return IntStream.range(0, count).mapToObj(image -> values.get(places.indexOf(image))).toList();
  }

  private static Value at(Axis axis, double point) {
    double cumulated = 0;
    for (Value value : axis.values()) {
      cumulated += value.share() / axis.totalShare();
      if (point < cumulated) {
        return value;
      }
    }
    return axis.values().getLast();
  }

  /** 53 random bits as a number from 0 to below 1. */
  private double uniform(String axis, int slot, String purpose) {
    String message = seed + "\n" + slot + "\n" + axis + "\n" + purpose + "\n" + text;
    return (ByteBuffer.wrap(hmac(message)).getLong() >>> 11) * TWO_TO_MINUS_53;
  }

  private byte[] hmac(String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(targetVersion.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
