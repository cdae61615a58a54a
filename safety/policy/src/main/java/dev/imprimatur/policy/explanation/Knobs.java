package dev.imprimatur.policy.explanation;

import dev.imprimatur.policy.decision.Ground;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.decision.StartKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings of a request that a policy reads. */
final class Knobs {
  private static final int MOST_STEPS = 150;
  private static final int MOST_IMAGES = 10;
  private static final int MOST_GUIDANCE = 3_000;
  private static final int LONGEST_SIDE = 1_024;
  private static final int MOST_CHARACTERS = 500;

  /** Sides are multiples of so many pixels. */
  private static final int PATCH = 8;

  private final PolicyRequest request;

  private Knobs(PolicyRequest request) {
    this.request = request;
  }

  static List<Knob> of(PolicyRequest request, List<Ground> grounds) {
    Set<String> read = grounds.stream().map(Ground::attribute).collect(Collectors.toSet());
    var knobs = new Knobs(request);
    var found = new ArrayList<Knob>();
    if (read.contains("rewriting") && request.choice() == RewritingChoice.DECLINE) {
      found.add(knobs.rewriting());
    }
    if (read.contains("justification") && request.choice() == RewritingChoice.DECLINE) {
      found.add(knobs.justification());
    }
    if (read.contains("steps")) {
      found.add(knobs.number("steps", request.steps(), MOST_STEPS));
    }
    if (read.contains("count")) {
      found.add(knobs.number("count", request.count(), MOST_IMAGES));
    }
    if (read.contains("guidance")) {
      found.add(knobs.guidance());
    }
    if (read.contains("width") || read.contains("height")) {
      found.add(knobs.size());
    }
    if (read.contains("start") && request.start() != StartKind.NOISE) {
      found.add(knobs.start());
    }
    return found;
  }

  private Knob rewriting() {
    return new Knob(
        "rewriting",
        0,
        0,
        1,
        value -> value == 0 ? request : choosing(RewritingChoice.ACCEPT, request.justification()),
        value -> value == 0 ? "decline" : "accept");
  }

  private Knob justification() {
    int length = request.justification().map(text -> text.strip().length()).orElse(0);
    return new Knob(
        "justification",
        length,
        length,
        Math.max(length, MOST_CHARACTERS),
        value -> choosing(request.choice(), Optional.of("x".repeat((int) value))),
        value -> value + " characters");
  }

  private Knob number(String name, int value, int most) {
    boolean steps = name.equals("steps");
    return new Knob(
        name,
        value,
        1,
        Math.max(value, most),
        to ->
            drawing(
                request.width(),
                request.height(),
                steps ? (int) to : request.steps(),
                steps ? request.count() : (int) to,
                request.guidanceScale()),
        Long::toString);
  }

  private Knob guidance() {
    long value = Math.round(request.guidanceScale() * 100);
    return new Knob(
        "guidance",
        value,
        0,
        Math.max(value, MOST_GUIDANCE),
        to ->
            drawing(
                request.width(), request.height(), request.steps(), request.count(), to / 100.0),
        to -> Double.toString(to / 100.0));
  }

  /** Both sides together, so that the picture keeps its shape; counted in the longer side. */
  private Knob size() {
    int longer = Math.max(request.width(), request.height());
    return new Knob(
        "size",
        Math.max(1, longer / PATCH),
        1,
        Math.max(longer, LONGEST_SIDE) / PATCH,
        to ->
            drawing(
                side(request.width(), longer, to),
                side(request.height(), longer, to),
                request.steps(),
                request.count(),
                request.guidanceScale()),
        to ->
            "%d x %d"
                .formatted(side(request.width(), longer, to), side(request.height(), longer, to)));
  }

  private Knob start() {
    return new Knob(
        "start",
        1,
        0,
        1,
        to -> to == 0 ? starting(StartKind.NOISE) : request,
        to -> lowerCase(to == 0 ? StartKind.NOISE : request.start()));
  }

  private static String lowerCase(StartKind start) {
    return start.name().toLowerCase(Locale.ROOT);
  }

  private static int side(int side, int longer, long patches) {
    return Math.max(1, (int) (side * patches / Math.max(1, longer))) * PATCH;
  }

  private PolicyRequest drawing(int width, int height, int steps, int count, double guidance) {
    return new PolicyRequest(
        request.principal(),
        request.model(),
        request.prompt(),
        request.negativePrompt(),
        width,
        height,
        steps,
        count,
        guidance,
        request.start(),
        request.phase(),
        request.choice(),
        request.justification());
  }

  private PolicyRequest starting(StartKind start) {
    return new PolicyRequest(
        request.principal(),
        request.model(),
        request.prompt(),
        request.negativePrompt(),
        request.width(),
        request.height(),
        request.steps(),
        request.count(),
        request.guidanceScale(),
        start,
        request.phase(),
        request.choice(),
        request.justification());
  }

  private PolicyRequest choosing(RewritingChoice choice, Optional<String> justification) {
    return new PolicyRequest(
        request.principal(),
        request.model(),
        request.prompt(),
        request.negativePrompt(),
        request.width(),
        request.height(),
        request.steps(),
        request.count(),
        request.guidanceScale(),
        request.start(),
        request.phase(),
        choice,
        justification);
  }
}
