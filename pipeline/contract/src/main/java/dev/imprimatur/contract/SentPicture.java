package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;
import static dev.imprimatur.contract.Requirements.requireHash;

import java.util.Arrays;

/**
 * A picture that goes with an order.
 *
 * @param png the file
 * @param pixelHash SHA-256 over its pixels, lower-case hex
 */
public record SentPicture(byte[] png, String pixelHash) {
  public SentPicture {
    require(png.length > 0, "png must not be empty");
    requireHash(pixelHash, "pixelHash");
    png = png.clone();
  }

  @Override
  public byte[] png() {
    return png.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SentPicture(byte[] otherPng, String hash)
        && Arrays.equals(png, otherPng)
        && pixelHash.equals(hash);
  }

  @Override
  public int hashCode() {
    return pixelHash.hashCode();
  }

  /** Without the picture. */
  @Override
  public String toString() {
    return "SentPicture[" + pixelHash + "]";
  }
}
