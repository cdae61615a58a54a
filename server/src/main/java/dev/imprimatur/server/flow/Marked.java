package dev.imprimatur.server.flow;

import dev.imprimatur.db.generation.NewImage;
import java.util.List;

/** Classified pictures that say where they come from. */
record Marked(Classified classified, List<NewImage> images) {
  Marked {
    images = List.copyOf(images);
  }
}
