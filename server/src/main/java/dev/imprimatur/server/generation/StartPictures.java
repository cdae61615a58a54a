package dev.imprimatur.server.generation;

import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.db.upload.Upload;
import dev.imprimatur.server.flow.GenerationDetail;
import dev.imprimatur.server.flow.StartSource;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.upload.OwnUploads;
import dev.imprimatur.server.upload.UploadFacts;
import java.util.Optional;
import java.util.UUID;

/** Finds the pictures that requests start from, all of them the caller's own. */
public final class StartPictures {
  private final OwnGenerations generations;
  private final OwnUploads uploads;

  public StartPictures(OwnGenerations generations, OwnUploads uploads) {
    this.generations = generations;
    this.uploads = uploads;
  }

  /** The released picture of that request of the caller, if there is one. */
  Optional<FoundStart> drawn(Caller caller, UUID id, int index, double strength) {
    return generations
        .find(caller, id)
        .flatMap(generation ->
            generations
                .image(caller, id, index)
                .map(png -> drawn(generation, index, png, strength)));
  }

  private static FoundStart drawn(Generation generation, int index, byte[] png, double strength) {
    GenerationDetail detail = Json.read(generation.detail(), GenerationDetail.class);
    return new FoundStart(
        new StartSource.Released(generation.id(), index),
        detail.width(),
        detail.height(),
        png,
        Optional.empty(),
        strength);
  }

  /** The picture that the caller has brought, if there is one. */
  Optional<FoundStart> brought(Caller caller, UUID id, double strength) {
    return uploads
        .find(caller, id)
        .flatMap(upload -> uploads.picture(caller, id).map(png -> brought(upload, png, strength)));
  }

  private static FoundStart brought(Upload upload, byte[] png, double strength) {
    return new FoundStart(
        new StartSource.Brought(
            upload.id(),
            upload.fileHash(),
            upload.declaration(),
            Json.read(upload.detail(), UploadFacts.class).marks()),
        upload.width(),
        upload.height(),
        png,
        Optional.empty(),
        strength);
  }
}
