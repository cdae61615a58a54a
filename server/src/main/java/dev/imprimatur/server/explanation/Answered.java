package dev.imprimatur.server.explanation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What comes of asking why. */
public sealed interface Answered {
  /** An answer; where the bundle is gone, from the record alone. */
  record Explained(ObjectNode view) implements Answered {}

  /** Others are being answered; later there is room. */
  record Busy() implements Answered {}
}
