package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;
import static dev.imprimatur.contract.Requirements.requireHash;
import static dev.imprimatur.contract.Requirements.requireText;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the model's own safety checker said of one picture: how far its nearness to each concept is
 * beyond the concept's threshold, as differences of cosines. The decision is the published one, to
 * thousandths: a concept of special care that shows lowers the later thresholds by a hundredth, and
 * a picture is flagged that shows one of the other concepts.
 *
 * @param version of the comparison
 * @param weightsHash SHA-256 that names the checker, lower-case hex
 * @param specialCare for each of 3 concepts, -2 to 2, before any adjustment
 * @param concepts for each of 17 concepts, -2 to 2, before any adjustment
 */
public record OwnCheckerReport(
    String version, String weightsHash, List<Double> specialCare, List<Double> concepts) {
  /** Under which name it stands beside the other checks. */
  public static final String NAME = "safety-checker";

  private static final int SPECIAL_CARE = 3;
  private static final int CONCEPTS = 17;
  private static final double LARGEST = 2;
  private static final float STRICTER = 0.01f;
  private static final float THOUSAND = 1000f;

  public OwnCheckerReport {
    requireText(version, "version");
    requireHash(weightsHash, "weightsHash");
    specialCare = checked(specialCare, SPECIAL_CARE, "specialCare");
    concepts = checked(concepts, CONCEPTS, "concepts");
  }

  /** Whether the picture shows a concept when all thresholds are lowered by {@code adjustment}. */
  public boolean shows(double adjustment) {
    float lowered = (float) loweredBy(adjustment);
    return concepts.stream().anyMatch(distance -> shows(distance, lowered));
  }

  /** The distances by the concept's name, in alphabetical order. */
  public Map<String, Double> distances() {
    var distances = new TreeMap<String, Double>();
    for (int i = 0; i < SPECIAL_CARE; i++) {
      distances.put(specialCareName(i), specialCare.get(i));
    }
    for (int i = 0; i < CONCEPTS; i++) {
      distances.put(conceptName(i), concepts.get(i));
    }
    return distances;
  }

  /**
   * The distance that is too much of each concept that flags, by its name, when all thresholds are
   * lowered by {@code adjustment}.
   */
  public Map<String, Double> limits(double adjustment) {
    double lowered = loweredBy(adjustment);
    var limits = new TreeMap<String, Double>();
    for (int i = 0; i < CONCEPTS; i++) {
      limits.put(conceptName(i), -Math.rint(lowered * THOUSAND) / THOUSAND + 0.0);
    }
    return limits;
  }

  private double loweredBy(double adjustment) {
    float lowered = (float) adjustment;
    for (double distance : specialCare) {
      if (shows(distance, lowered)) {
        lowered = (float) adjustment + STRICTER;
      }
    }
    return lowered;
  }

  /** In float, as published; what is rounded to zero does not show. */
  private static boolean shows(double distance, float lowered) {
    return Math.rint(((float) distance + lowered) * THOUSAND) > 0;
  }

  private static String specialCareName(int index) {
    return "special-care-" + (index + 1);
  }

  private static String conceptName(int index) {
    return String.format(Locale.ROOT, "concept-%02d", index + 1);
  }

  private static List<Double> checked(List<Double> distances, int count, String name) {
    require(distances.size() == count, name + " must have " + count + " numbers");
    for (double distance : distances) {
      require(Math.abs(distance) <= LARGEST, name + " must be between -2 and 2");
    }
    return List.copyOf(distances);
  }
}
