package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;
import static dev.imprimatur.contract.Requirements.requireHash;

import java.util.Arrays;
import java.util.Objects;

/**
 * A released picture that every picture of an order starts from.
 *
 * @param png of the order's size
 * @param pixelHash SHA-256 over its pixels, lower-case hex
 * @param strength how much of the way from noise is gone again: above 0, at most 1
 */
public record StartOrder(byte[] png, String pixelHash, double strength) {
  public StartOrder {
    require(png.length > 0, "png must not be empty");
    requireHash(pixelHash, "pixelHash");
    require(strength > 0 && strength <= 1, "strength must be above 0 and at most 1");
    png = png.clone();
  }

  @Override
  public byte[] png() {
    return png.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StartOrder(byte[] otherPng, String hash, double otherStrength)
        && Arrays.equals(png, otherPng)
        && pixelHash.equals(hash)
        && strength == otherStrength;
  }

  @Override
  public int hashCode() {
    return Objects.hash(pixelHash, strength);
  }

  /** Without the picture. */
  @Override
  public String toString() {
    return "StartOrder[%s, strength=%s]".formatted(pixelHash, strength);
  }
}
