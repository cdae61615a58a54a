package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.RunTrace.StepTrace;
import dev.imprimatur.diffusion.denoising.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which pictures travel together, and where each sits. */
record SeatingPlan(List<Table> tables) {
  SeatingPlan {
    tables = List.copyOf(tables);
  }

  /**
   * Pictures in the same passes.
   *
   * @param batch samples in a pass
   */
  record Table(int batch, List<Guest> guests) {
    Table {
      guests = List.copyOf(guests);
    }
  }

  /**
   * A picture with its seat.
   *
   * @param picture its place in the list of all pictures
   */
  record Guest(int picture, Seat seat) {}

  /**
   * Fills tables of the largest power of two that the rest fills, so that no slot stays empty for
   * want of pictures.
   *
   * @param guidanceScales of all pictures
   */
  static SeatingPlan of(List<Double> guidanceScales, int maximumBatch) {
    var tables = new ArrayList<Table>();
    int next = 0;
    while (next < guidanceScales.size()) {
      int waiting = 0;
      for (double scale : guidanceScales.subList(next, guidanceScales.size())) {
        waiting += new Seat(0, scale).samples();
      }
      int batch = Math.min(maximumBatch, Integer.highestOneBit(waiting));
      var guests = new ArrayList<Guest>();
      int slot = 0;
      while (next < guidanceScales.size()) {
        Seat seat = new Seat(slot, guidanceScales.get(next));
        if (slot + seat.samples() > batch) {
          break;
        }
        guests.add(new Guest(next, seat));
        slot += seat.samples();
        next++;
      }
      tables.add(new Table(batch, guests));
    }
    return new SeatingPlan(tables);
  }

  /** Every picture alone at its table, in the seat that a trace recorded. */
  static SeatingPlan of(RunTrace trace, List<Double> guidanceScales) {
    Map<Integer, StepTrace> seats = new TreeMap<>();
    trace.steps().forEach(step -> seats.putIfAbsent(step.image(), step));
    return new SeatingPlan(
        seats.values().stream()
            .map(step ->
                new Table(
                    step.batch(),
                    List.of(
                        new Guest(
                            step.image(),
                            new Seat(step.slot(), guidanceScales.get(step.image()))))))
            .toList());
  }
}
