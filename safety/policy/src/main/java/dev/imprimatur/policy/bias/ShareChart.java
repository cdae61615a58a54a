package dev.imprimatur.policy.bias;

import dev.imprimatur.policy.statistics.Estimate;

/**
 * The shares of an axis's classes as bars: without and with rewriting, each with its interval, and
 * the target as a line through both.
 */
final class ShareChart {
  private static final int WIDTH = 640;
  private static final int LABELS = 150;
  private static final int NUMBERS = 60;
  private static final int BAR = 14;
  private static final int GAP = 3;
  private static final int CLASS = 2 * BAR + GAP + 16;
  private static final int AXIS = 22;

  private final StringBuilder svg = new StringBuilder();
  private final AxisResult result;

  private ShareChart(AxisResult result) {
    this.result = result;
  }

  static String of(AxisResult result) {
    return new ShareChart(result).draw();
  }

  private String draw() {
    int height = result.classes().size() * CLASS + AXIS;
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Shares by %s; the table below has the numbers\">"
            .formatted(WIDTH, height, Markup.text(result.axis())));
    grid(height);
    for (int index = 0; index < result.classes().size(); index++) {
      int top = index * CLASS + 8;
      text(LABELS - 10, top + BAR + 6, "end", "label", result.classes().get(index));
      bar(top, "without", result.original().shares().get(index));
      bar(top + BAR + GAP, "with", result.rewritten().shares().get(index));
      target(top, result.target().get(index));
    }
    return svg.append("</svg>").toString();
  }

  private void grid(int height) {
    for (int tenths = 0; tenths <= 10; tenths += 2) {
      double x = x(tenths / 10.0);
      line("grid", x, 0, x, height - AXIS);
      text(x, height - 6, "middle", "tick", tenths * 10 + "%");
    }
  }

  private void bar(int top, String kind, Estimate share) {
    svg.append(
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\" rx=\"2\"/>"
            .formatted(kind, LABELS, top, Markup.length(x(share.value()) - LABELS), BAR));
    double middle = top + BAR / 2.0;
    line("halo", x(share.low()), middle, x(share.high()), middle);
    line("interval", x(share.low()), middle, x(share.high()), middle);
    line("interval", x(share.low()), middle - 3, x(share.low()), middle + 3);
    line("interval", x(share.high()), middle - 3, x(share.high()), middle + 3);
    text(WIDTH - NUMBERS + 12, top + BAR - 3, "start", "value", Markup.number(share.value()));
  }

  private void target(int top, double target) {
    line("target", x(target), top - 4, x(target), top + 2 * BAR + GAP + 4);
  }

  private static double x(double share) {
    return LABELS + share * (WIDTH - LABELS - NUMBERS);
  }

  private void line(String kind, double x1, double y1, double x2, double y2) {
    svg.append(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(
                kind, Markup.length(x1), Markup.length(y1), Markup.length(x2), Markup.length(y2)));
  }

  private void text(double x, double y, String anchor, String kind, String text) {
    svg.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
            .formatted(kind, Markup.length(x), Markup.length(y), anchor, Markup.text(text)));
  }
}
