package dev.imprimatur.policy.bundle;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.imprimatur.policy.defect.Defect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When a picture is flagged for a tenant. What holds is the lower of the bundle's threshold and the
 * tenant's; one above the bundle's, which would have no effect, is a defect.
 *
 * @param checks as in {@link ImageThresholds}, as far as the tenant sets them
 * @param stricter as in {@link ImageThresholds}, as far as the tenant sets them
 */
record TenantThresholds(
    Map<String, Map<String, Double>> checks, Map<String, Map<String, Double>> stricter) {

  /**
   * The thresholds that hold for a tenant; the bundle's where it has no file.
   *
   * @param base the bundle's, if they can be used
   */
  static Optional<ImageThresholds> over(
      Optional<ImageThresholds> base, String file, PartReader files, List<Defect> defects) {
    if (files.names(file).isEmpty()) {
      return base;
    }
    Optional<TenantThresholds> own = files.json(file, new TypeReference<>() {});
    return base.flatMap(usual -> own.map(found -> found.over(usual, file, files, defects)));
  }

  private ImageThresholds over(
      ImageThresholds base, String file, PartReader files, List<Defect> defects) {
    int before = defects.size();
    var places = new JsonPlaces(files.text(file).orElseThrow());
    check("checks", checks, base.checks(), file, places, defects);
    check("stricter", stricter, base.stricter(), file, places, defects);
    return defects.size() == before ? lowering(base) : base;
  }

  private static void check(
      String member,
      Map<String, Map<String, Double>> own,
      Map<String, Map<String, Double>> base,
      String file,
      JsonPlaces places,
      List<Defect> defects) {
    own.forEach((check, categories) ->
        categories.forEach((category, score) -> {
          double usual = base.getOrDefault(check, Map.of()).getOrDefault(category, Double.NaN);
          String reason = defect(check + "/" + category, score, usual);
          if (!reason.isEmpty()) {
            defects.add(Defect.at(file, places.line(member, check, category), reason));
          }
        }));
  }

  private static String defect(String name, double own, double base) {
    if (Double.isNaN(base)) {
      return "the bundle has no threshold of " + name;
    }
    if (own > base) {
      return "the threshold of %s is %s, above the bundle's %s; a tenant's can only be lower"
          .formatted(name, own, base);
    }
    return own > 0 ? "" : "the threshold of " + name + " must be above 0";
  }

  private ImageThresholds lowering(ImageThresholds base) {
    Map<String, Map<String, Double>> lowered = lower(base.checks(), checks);
    return new ImageThresholds(
        base.version(), lowered, lower(lower(base.stricter(), stricter), lowered));
  }

  private static Map<String, Map<String, Double>> lower(
      Map<String, Map<String, Double>> thresholds, Map<String, Map<String, Double>> others) {
    var lower = new TreeMap<String, Map<String, Double>>();
    thresholds.forEach((check, categories) -> {
      var scores = new TreeMap<String, Double>(categories);
      others
          .getOrDefault(check, Map.of())
          .forEach((category, score) -> scores.merge(category, score, Math::min));
      lower.put(check, scores);
    });
    return lower;
  }
}
