package dev.imprimatur.diffusion.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilingTest {
  /** As those that SDXL was trained on, 1344 by 768 for example, beside tiles of 1024. */
  @ParameterizedTest
  @CsvSource({"8, 8, false", "16, 4, false", "7, 9, false", "9, 8, true", "4, 17, true"})
  void cuts_whatHasMorePlacesThanATile_whateverItsShape(int height, int width, boolean cut) {
    assertThat(new Tiling(8, 64).cuts(Grid.zeros(4, height, width))).isEqualTo(cut);
  }

  @Test
  void apply_ofWhatTheNetworkLeavesAlone_givesTheSame() {
    Grid grid = Grid.zeros(1, 21, 13);
    for (int i = 0; i < grid.values().length; i++) {
      grid.values()[i] = i;
    }
    Grid joined = new Tiling(8, 8).apply(grid, part -> part);
    assertThat(joined.height()).isEqualTo(21);
    assertThat(joined.width()).isEqualTo(13);
    assertThat(joined.values()).usingComparatorWithPrecision(1e-4f).containsExactly(grid.values());
  }

  @Test
  void tile_ofASideBelowFour_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tiling(3, 24))
        .withMessage("a tile's side must be at least 4");
  }
}
