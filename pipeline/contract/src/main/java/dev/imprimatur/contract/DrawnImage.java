package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;
import static dev.imprimatur.contract.Requirements.requireHash;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A finished picture with everything that the checks said of it.
 *
 * @param index which picture of the order
 * @param png the picture, unmarked
 * @param pixelHash SHA-256 over its pixels, lower-case hex
 * @param checks one report for each check of the order
 * @param ownChecker what the model's own safety checker said, if the order asked for it
 */
public record DrawnImage(
    int index,
    byte[] png,
    String pixelHash,
    List<CheckReport> checks,
    Optional<OwnCheckerReport> ownChecker) {
  public DrawnImage {
    require(index >= 0, "index must not be negative");
    require(png.length > 0, "png must not be empty");
    requireHash(pixelHash, "pixelHash");
    png = png.clone();
    checks = List.copyOf(checks);
  }

  @Override
  public byte[] png() {
    return png.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other
            instanceof
            DrawnImage(int otherIndex, byte[] otherPng, String hash, var reports, var otherChecker)
        && index == otherIndex
        && Arrays.equals(png, otherPng)
        && pixelHash.equals(hash)
        && checks.equals(reports)
        && ownChecker.equals(otherChecker);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, pixelHash, checks, ownChecker);
  }
}
