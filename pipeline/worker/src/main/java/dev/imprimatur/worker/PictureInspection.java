package dev.imprimatur.worker;

import dev.imprimatur.contract.CheckOrder;
import dev.imprimatur.contract.CheckReport;
import dev.imprimatur.image.ImageCheck;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs every check that is part of the build on a picture. Neither an order nor the configuration
 * can leave one out: a check without thresholds in the order still runs and reports its scores.
 */
final class PictureInspection {
  private final List<ImageCheck> checks;

  PictureInspection(List<ImageCheck> checks) {
    this.checks = List.copyOf(checks);
  }

  /** One report a check, in the build's order, with {@code orders} giving the thresholds. */
  List<CheckReport> inspect(BufferedImage picture, List<CheckOrder> orders) {
    Map<String, CheckOrder> byName = byName(orders);
    return checks.stream().map(check -> report(check, picture, byName)).toList();
  }

  /** Whether a check of {@code orders} flags a picture. Others could not, so they do not run. */
  boolean flags(BufferedImage picture, List<CheckOrder> orders) {
    Map<String, CheckOrder> byName = byName(orders);
    return checks.stream()
        .filter(check -> byName.containsKey(check.name()))
        .anyMatch(check -> report(check, picture, byName).flagged());
  }

  private static Map<String, CheckOrder> byName(List<CheckOrder> orders) {
    return orders.stream().collect(Collectors.toMap(CheckOrder::name, Function.identity()));
  }

  private static CheckReport report(
      ImageCheck check, BufferedImage picture, Map<String, CheckOrder> orders) {
    Map<String, Double> scores = check.check(picture).byCategory();
    CheckOrder order = orders.getOrDefault(check.name(), new CheckOrder(check.name(), Map.of()));
    return new CheckReport(
        check.name(),
        check.version(),
        check.weightsHash(),
        scores,
        !order.flagged(scores).isEmpty());
  }
}
