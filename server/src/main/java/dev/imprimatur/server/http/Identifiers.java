package dev.imprimatur.server.http;

import java.util.Optional;
import java.util.UUID;

/** Reads ids out of addresses; what is none names nothing. */
public final class Identifiers {
  private static final String UUID_FORM =
      "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

  private Identifiers() {}

  /** A generation's id. */
  public static Optional<UUID> uuid(String text) {
    return text.matches(UUID_FORM) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /** An image's index. */
  public static Optional<Integer> index(String text) {
    return text.matches("[0-9]{1,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
