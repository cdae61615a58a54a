package dev.imprimatur.server.flow;

import dev.imprimatur.contract.SentPicture;
import dev.imprimatur.contract.StartOrder;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A picture that a request starts from.
 *
 * @param source where it comes from
 * @param picture of the request's size
 * @param mask of the same size: its white is drawn, the rest of the picture is kept; all is drawn
 *     if empty
 * @param strength how much of the way from noise is gone again: above 0, at most 1
 */
public record StartPicture(
    StartSource source, SentPicture picture, Optional<StartMask> mask, double strength) {

  /** The pictures that somebody brought for it. */
  Stream<UUID> uploads() {
    Stream<UUID> brought =
        switch (source) {
          case StartSource.Released ignored -> Stream.empty();
          case StartSource.Brought(UUID upload, var hash, var version, var marks) ->
              Stream.of(upload);
        };
    return Stream.concat(brought, mask.map(StartMask::upload).stream()).distinct();
  }

  /** Whether a picture that was brought for it is its mask and nothing else. */
  boolean isMask(UUID upload) {
    return switch (source) {
      case StartSource.Released ignored -> true;
      case StartSource.Brought(UUID id, var hash, var version, var marks) -> !id.equals(upload);
    };
  }

  StartOrder order() {
    boolean brought =
        switch (source) {
          case StartSource.Released ignored -> false;
          case StartSource.Brought ignored -> true;
        };
    return new StartOrder(picture, strength, brought, mask.map(StartMask::picture));
  }

  /**
   * What is drawn of a picture, as somebody brought it.
   *
   * @param upload under which it is kept
   * @param picture its white is drawn
   */
  public record StartMask(UUID upload, SentPicture picture) {}
}
