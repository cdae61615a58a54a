package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.diffusion.SeatingPlan.Guest;
import dev.imprimatur.diffusion.SeatingPlan.Table;
import dev.imprimatur.diffusion.denoising.Seat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeatingPlanTest {
  @Test
  void of_guidedPicturesAmongOthers_seatsThemApart() {
    assertThat(SeatingPlan.of(List.of(7.5, 1.0, 5.0, 1.0, 3.0, 1.0), 8).tables())
        .containsExactlyInAnyOrder(
            new Table(4, List.of(guest(0, 0, 7.5), guest(2, 2, 5))),
            new Table(2, List.of(guest(4, 0, 3))),
            new Table(2, List.of(guest(1, 0, 1), guest(3, 1, 1))),
            new Table(1, List.of(guest(5, 0, 1))));
  }

  @Test
  void of_morePicturesThanAPassTakes_fillsPasses() {
    assertThat(SeatingPlan.of(List.of(2.0, 2.0, 2.0), 4).tables())
        .containsExactly(
            new Table(4, List.of(guest(0, 0, 2), guest(1, 2, 2))),
            new Table(2, List.of(guest(2, 0, 2))));
  }

  private static Guest guest(int picture, int slot, double guidanceScale) {
    return new Guest(picture, new Seat(slot, guidanceScale));
  }
}
