package dev.imprimatur.diffusion;

import dev.imprimatur.diffusion.RunTrace.StepTrace;
import dev.imprimatur.diffusion.denoising.Seat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
  record Guest(int picture, Seat seat) {
    private Guest at(int slot) {
      return new Guest(picture, new Seat(slot, seat.guidanceScale()));
    }
  }

  /**
   * Fills tables of the largest power of two that the rest fills, so that no slot stays empty for
   * want of pictures. Guided pictures and others sit apart: passes of the former start with one
   * sample for two, so that a trace would have to tell who else was there.
   *
   * @param guidanceScales of all pictures
   */
  static SeatingPlan of(List<Double> guidanceScales, int maximumBatch) {
    Map<Integer, List<Guest>> alike =
        IntStream.range(0, guidanceScales.size())
            .mapToObj(picture -> new Guest(picture, new Seat(0, guidanceScales.get(picture))))
            .collect(Collectors.groupingBy(guest -> guest.seat().samples()));
    var tables = new ArrayList<Table>();
    alike.forEach((samples, guests) -> {
      Queue<Guest> waiting = new ArrayDeque<>(guests);
      while (!waiting.isEmpty()) {
        int batch = Math.min(maximumBatch, Integer.highestOneBit(samples * waiting.size()));
        var seated = new ArrayList<Guest>();
        for (int slot = 0; slot < batch; slot += samples) {
          seated.add(waiting.remove().at(slot));
        }
        tables.add(new Table(batch, seated));
      }
    });
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
