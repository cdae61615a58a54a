package dev.imprimatur.diffusion.tiling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Cuts a grid into square tiles that overlap by a quarter, sends each through a network that
 * changes its size by a fixed factor, and fades the results into each other. It is the tiling of
 * Diffusers' autoencoder.
 *
 * @param tileIn side of a tile
 * @param tileOut side of what the network makes of it
 */
public record Tiling(int tileIn, int tileOut) {
  /** The least side of a tile: one that is cut into quarters. */
  public static final int SMALLEST = 4;

  private static final double OVERLAP = 0.25;

  public Tiling {
    if (tileIn < SMALLEST || tileOut < SMALLEST) {
      throw new IllegalArgumentException("a tile's side must be at least " + SMALLEST);
    }
  }

  /**
   * Whether a grid is so large that it is cut at all: a long and narrow one needs no more memory
   * than a tile, and is another picture when it is cut.
   */
  public boolean cuts(Grid grid) {
    return (long) grid.height() * grid.width() > (long) tileIn * tileIn;
  }

  /** The whole grid through {@code network}, tile by tile. */
  public Grid apply(Grid grid, UnaryOperator<Grid> network) {
    int stride = (int) (tileIn * (1 - OVERLAP));
    int extent = (int) (tileOut * OVERLAP);
    int kept = tileOut - extent;
    List<Grid> above = List.of();
    List<List<Grid>> rows = new ArrayList<>();
    for (int top = 0; top < grid.height(); top += stride) {
      List<Grid> row = new ArrayList<>();
      for (int left = 0; left < grid.width(); left += stride) {
        Grid tile = network.apply(grid.part(top, left, tileIn));
        if (!above.isEmpty()) {
          tile.fadeFromAbove(above.get(row.size()), extent);
        }
        if (!row.isEmpty()) {
          tile.fadeFromLeft(row.getLast(), extent);
        }
        row.add(tile);
      }
      rows.add(row);
      above = row;
    }
    return joined(rows, kept);
  }

  private static Grid joined(List<List<Grid>> rows, int kept) {
    Grid last = rows.getLast().getLast();
    Grid whole =
        Grid.zeros(
            last.channels(),
            (rows.size() - 1) * kept + Math.min(kept, last.height()),
            (rows.getFirst().size() - 1) * kept + Math.min(kept, last.width()));
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < rows.get(i).size(); j++) {
        whole.paste(rows.get(i).get(j), i * kept, j * kept, kept);
      }
    }
    return whole;
  }
}
