package dev.imprimatur.diffusion.checkpoint.compvis;

import java.util.List;

/** Says where the weights of one network come from. */
@FunctionalInterface
interface Naming {
  /**
   * Where a weight may come from; files of different programs differ, so there may be several
   * origins, of which a file has one.
   *
   * @param weight its name in the diffusers layout
   */
  List<Origin> origins(String weight);
}
