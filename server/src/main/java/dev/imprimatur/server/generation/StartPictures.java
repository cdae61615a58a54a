package dev.imprimatur.server.generation;

import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.server.flow.GenerationDetail;
import dev.imprimatur.server.flow.StartPicture;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.identity.Caller;
import java.util.Optional;
import java.util.UUID;

/** Finds the pictures that requests start from: the caller's own, and released. */
public final class StartPictures {
  private final OwnGenerations generations;

  public StartPictures(OwnGenerations generations) {
    this.generations = generations;
  }

  /** The released picture of that request of the caller, if there is one. */
  Optional<StartPicture> find(Caller caller, UUID id, int index, double strength) {
    return generations
        .find(caller, id)
        .flatMap(generation ->
            generations
                .image(caller, id, index)
                .map(png -> picture(generation, index, png, strength)));
  }

  private static StartPicture picture(
      Generation generation, int index, byte[] png, double strength) {
    GenerationDetail detail = Json.read(generation.detail(), GenerationDetail.class);
    return new StartPicture(
        generation.id(),
        index,
        detail.images().get(index).pixelHash(),
        detail.width(),
        detail.height(),
        png,
        strength);
  }
}
