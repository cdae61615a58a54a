package dev.imprimatur.policy.rewriting;

import dev.imprimatur.policy.rewriting.DiversityRules.Axis;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which prime each axis of each slot draws in: the smallest free one that is at least the number of
 * the axis's values. An axis with a prime number of equal shares then meets them exactly.
 */
final class Bases {
  private final List<Axis> axes;

  Bases(List<Axis> axes) {
    this.axes = axes;
  }

  /** The prime of one of the axes in a slot, counted from 0. */
  int of(Axis wanted, int slot) {
    Set<Integer> taken = new HashSet<>();
    for (int before = 0; before < slot; before++) {
      axes.forEach(axis -> next(axis, taken));
    }
    for (Axis axis : axes) {
      int base = next(axis, taken);
      if (axis.name().equals(wanted.name())) {
        return base;
      }
    }
    throw new IllegalArgumentException("there is no axis " + wanted.name());
  }

  private static int next(Axis axis, Set<Integer> taken) {
    int base = axis.values().size();
    while (!isPrime(base) || !taken.add(base)) {
      base++;
    }
    return base;
  }

  private static boolean isPrime(int number) {
    return number > 1
        && IntStream.rangeClosed(2, (int) Math.sqrt(number)).allMatch(each -> number % each != 0);
  }
}
