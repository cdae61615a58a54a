package dev.imprimatur.server.flow;

import dev.imprimatur.db.generation.GenerationState;

/** What came of an officer's decision. */
public sealed interface Review {
  /** The generation is final in this state. */
  record Decided(GenerationState state) implements Review {}

  /** There is no such generation. */
  record Unknown() implements Review {}

  /** Nothing waits for a decision there; nothing changed. */
  record NotHeld(GenerationState state) implements Review {}

  /** The officer asked for the pictures, so somebody else must decide; nothing changed. */
  record OwnPictures() implements Review {}

  /** The decision names a picture that is not held; nothing changed. */
  record NoSuchPicture(int index) implements Review {}
}
