package dev.imprimatur.server.model;

import java.util.Optional;

/** Whether what drawing needs is there. */
public interface Availability {
  /** What is missing for drawing with this model, for people; nothing if all is there. */
  Optional<String> missing(ModelCard model);
}
