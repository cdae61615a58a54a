package dev.imprimatur.server.flow;

import dev.imprimatur.contract.DrawnImage;
import java.util.List;

/** Pictures of which each has passed every required check, or is to be kept back. */
record Classified(Drawn drawn, List<Picture> pictures) {
  Classified {
    pictures = List.copyOf(pictures);
  }

  boolean anyReleased() {
    return pictures.stream().anyMatch(Picture::released);
  }

  /** A picture with the scores that were found, and whether none reached its threshold. */
  record Picture(DrawnImage image, List<CheckDetail> checks, boolean released) {}
}
