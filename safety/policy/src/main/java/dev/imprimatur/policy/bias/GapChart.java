package dev.imprimatur.policy.bias;

import java.util.List;

/**
 * For each occupation two dots, without and with rewriting: how far a share lies from its target at
 * most, and a line where it shall lie at most.
 */
final class GapChart {
  private static final int WIDTH = 640;
  private static final int LABELS = 150;
  private static final int RIGHT = 30;
  private static final int ROW = 30;
  private static final int AXIS = 24;
  private static final int DOT = 6;

  private final StringBuilder svg = new StringBuilder();
  private final String axis;
  private final List<BiasReport.Occupation> occupations;

  private GapChart(String axis, List<BiasReport.Occupation> occupations) {
    this.axis = axis;
    this.occupations = occupations.stream().filter(each -> each.axis(axis).isPresent()).toList();
  }

  static String of(String axis, List<BiasReport.Occupation> occupations) {
    return new GapChart(axis, occupations).draw();
  }

  private String draw() {
    int bottom = occupations.size() * ROW + 4;
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Largest distance of a share from its target, by occupation, on the axis %s\">"
            .formatted(WIDTH, bottom + AXIS, Markup.text(axis)));
    for (int tenths = 0; tenths <= 10; tenths += 2) {
      line("grid", x(tenths / 10.0), 0, bottom);
      text(x(tenths / 10.0), bottom + 18, "middle", "tick", Markup.tick(tenths));
    }
    line("target", x(BiasReport.GOAL), 0, bottom);
    for (int row = 0; row < occupations.size(); row++) {
      occupation(occupations.get(row), row * ROW + ROW / 2 + 2);
    }
    return svg.append("</svg>").toString();
  }

  private void occupation(BiasReport.Occupation occupation, int y) {
    AxisResult result = occupation.axis(axis).orElseThrow();
    double without = x(result.original().largestGap());
    double with = x(result.rewritten().largestGap());
    text(LABELS - 10, y + 4, "end", "label", occupation.occupation());
    svg.append(
        "<line class=\"move\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>"
            .formatted(Markup.length(without), y, Markup.length(with), y));
    dot(
        "without",
        without,
        y,
        "without rewriting " + Markup.number(result.original().largestGap()));
    dot("with", with, y, "with rewriting " + Markup.number(result.rewritten().largestGap()));
  }

  private void dot(String kind, double x, int y, String title) {
    svg.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%d\" r=\"%d\"><title>%s</title></circle>"
            .formatted(kind, Markup.length(x), y, DOT, Markup.text(title)));
  }

  private static double x(double gap) {
    return LABELS + gap * (WIDTH - LABELS - RIGHT);
  }

  private void line(String kind, double x, int top, int bottom) {
    svg.append(
        "<line class=\"%s\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>"
            .formatted(kind, Markup.length(x), top, Markup.length(x), bottom));
  }

  private void text(double x, int y, String anchor, String kind, String text) {
    svg.append(
        "<text class=\"%s\" x=\"%s\" y=\"%d\" text-anchor=\"%s\">%s</text>"
            .formatted(kind, Markup.length(x), y, anchor, Markup.text(text)));
  }
}
