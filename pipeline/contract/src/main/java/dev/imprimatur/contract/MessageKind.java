package dev.imprimatur.contract;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The kinds of message. Each has its own signing context, so that a signature on one kind never
 * counts for another.
 */
public enum MessageKind {
  ORDER,
  RESULT,
  PROGRESS,
  CANCELLATION,
  HEARTBEAT;

  /** The bytes that precede the payload under the signature. */
  byte[] context() {
    return ("imprimatur/" + name().toLowerCase(Locale.ROOT) + "/v1\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  static MessageKind of(Object message) {
    return switch (message) {
      case GenerationOrder ignored -> ORDER;
      case GenerationResult ignored -> RESULT;
      case Progress ignored -> PROGRESS;
      case Cancellation ignored -> CANCELLATION;
      case Heartbeat ignored -> HEARTBEAT;
      default ->
          throw new IllegalArgumentException(message.getClass() + " is not a message of ours");
    };
  }
}
