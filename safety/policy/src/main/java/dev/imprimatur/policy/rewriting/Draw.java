package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.rewriting.DiversityRules.Axis;
import dev.imprimatur.policy.rewriting.DiversityRules.Value;
import java.math.BigInteger;
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
 * or the ceiling of n p_k, so the total variation from the target is at most K / 2n for K values. A
 * permutation decides which image gets which value.
 *
 * <p>The draw u is a point of Halton's sequence (1960), the radical inverse of the request's place
 * among those with consecutive seeds, in a prime base of its own for each axis and slot, with its
 * digits shifted at random. Requests with consecutive seeds therefore share the values out nearly
 * as evenly as the images of one request do, and all combinations of axes come alike often;
 * requests with seeds of any other kind are plain independent draws. For any prompt each value
 * comes p_k of the time over all seeds.
 *
 * <p>The shifts and permutations come from HMAC-SHA256 under the target's version, over text, slot
 * and axis: nobody can tell the outcome from the prompt alone, and everybody with the record can
 * repeat it.
 */
final class Draw {
  private static final double TWO_TO_MINUS_53 = 0x1p-53;
  private static final long SEEDS = 1L << 32;

  private final String targetVersion;
  private final long seed;
  private final String text;

  Draw(String targetVersion, long seed, String text) {
    this.targetVersion = targetVersion;
    this.seed = seed;
    this.text = text;
  }

  /**
   * The value for each image, in the images' order.
   *
   * @param base a prime that no other axis or slot of the prompt has
   */
  List<Value> values(Axis axis, int slot, int base, int count) {
    String place = slot + "\n" + axis.name();
    double offset = point(place, base, Math.floorDiv(seed, count));
    var values = new ArrayList<Value>(count);
    for (int index = 0; index < count; index++) {
      values.add(at(axis, (index + offset) / count));
    }
    List<Integer> places =
        IntStream.range(0, count)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    image -> uniform(place + "\nimage " + image + " of " + seed)))
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

  /** The radical inverse of an index, each digit shifted; what is finer than it at random. */
  private double point(String place, int base, long index) {
    long period = base;
    while (period < SEEDS) {
      period *= base;
    }
    long digits = Math.floorMod(index, period);
    long shifts =
        new BigInteger(1, hmac(place + "\nshifts")).mod(BigInteger.valueOf(period)).longValue();
    double point = 0;
    double weight = 1;
    for (long rest = period; rest > 1; rest /= base) {
      weight /= base;
      point += weight * ((digits % base + shifts % base) % base);
      digits /= base;
      shifts /= base;
    }
    return point + weight * uniform(place + "\nrest of " + seed);
  }

  /** 53 random bits as a number from 0 to below 1. */
  private double uniform(String purpose) {
    return (ByteBuffer.wrap(hmac(purpose)).getLong() >>> 11) * TWO_TO_MINUS_53;
  }

  private byte[] hmac(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(targetVersion.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal((purpose + "\n" + text).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
