package dev.imprimatur.server.generation;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.bundle.UploadRule;
import dev.imprimatur.server.flow.Settings;
import dev.imprimatur.server.flow.StartSource;
import dev.imprimatur.server.generation.FoundStart.Mask;
import dev.imprimatur.server.generation.GenerationBody.StartBody;
import dev.imprimatur.server.http.Identifiers;
import dev.imprimatur.server.identity.Caller;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of a body that name what to start from. */
final class StartFields {
  private static final double USUAL_STRENGTH = 0.6;

  /** Into a hole of a picture one usually draws something new. */
  private static final double USUAL_STRENGTH_IN_MASK = 1;

  private final BodyFields fields;
  private final StartPictures pictures;
  private final Caller caller;

  StartFields(BodyFields fields, StartPictures pictures, Caller caller) {
    this.fields = fields;
    this.pictures = pictures;
    this.caller = caller;
  }

  /** What the drawing starts from, if the body says so and the caller has it. */
  Optional<FoundStart> find(@Nullable StartBody body, PolicyBundle bundle) {
    if (body == null) {
      return Optional.empty();
    }
    if ((body.generation() == null) == (body.upload() == null)) {
      fields.refuse("start", "must name either a generation or an upload");
      return Optional.empty();
    }
    double strength = strength(body);
    if (!(strength > 0 && strength <= 1)) {
      fields.refuse("start.strength", "must be above 0 and at most 1");
      return Optional.empty();
    }
    return (body.generation() == null
            ? brought(body.upload(), strength, bundle)
            : drawn(body.generation(), body.index(), strength))
        .flatMap(start -> masked(start, body.mask()));
  }

  private static double strength(StartBody body) {
    if (body.strength() != null) {
      return body.strength();
    }
    return body.mask() == null ? USUAL_STRENGTH : USUAL_STRENGTH_IN_MASK;
  }

  private Optional<FoundStart> drawn(String generation, @Nullable Integer index, double strength) {
    Optional<FoundStart> picture =
        Identifiers.uuid(generation)
            .flatMap(id -> pictures.drawn(caller, id, index == null ? 0 : index, strength));
    if (picture.isEmpty()) {
      fields.refuse(
          "start.generation", "must be a request of yours with a released picture of that index");
    }
    return picture;
  }

  private Optional<FoundStart> brought(
      @Nullable String upload, double strength, PolicyBundle bundle) {
    Optional<String> declared = bundle.uploads().map(UploadRule::version);
    if (declared.isEmpty()) {
      fields.refuse("start.upload", "is not possible under the policies in force");
      return Optional.empty();
    }
    Optional<FoundStart> picture = id(upload).flatMap(id -> pictures.brought(caller, id, strength));
    if (picture.isEmpty()) {
      fields.refuse("start.upload", "must be a picture that you have brought and that is kept");
    } else if (picture.get().source() instanceof StartSource.Brought brought
        && !declared.get().equals(brought.declaration())) {
      fields.refuse(
          "start.upload", "must be brought anew, since what is declared of pictures has changed");
      return Optional.empty();
    }
    return picture;
  }

  private Optional<FoundStart> masked(FoundStart start, @Nullable String mask) {
    if (mask == null) {
      return Optional.of(start);
    }
    Optional<FoundStart> found =
        id(mask).flatMap(id -> pictures.brought(caller, id, start.strength()));
    if (found
        .filter(each -> each.width() == start.width() && each.height() == start.height())
        .isEmpty()) {
      fields.refuse(
          "start.mask",
          "must be a picture that you have brought, of the size of the one to start from, %d x %d"
              .formatted(start.width(), start.height()));
      return Optional.empty();
    }
    UUID upload = id(mask).orElseThrow();
    return Optional.of(
        new FoundStart(
            start.source(),
            start.width(),
            start.height(),
            start.png(),
            found.map(each -> new Mask(upload, each.png())),
            start.strength()));
  }

  /** A drawing has the size of a picture that was drawn here, and takes at least one step. */
  void requireFit(Settings settings, FoundStart start) {
    if (start.source() instanceof StartSource.Released) {
      requireSide("width", settings.width(), start.width());
      requireSide("height", settings.height(), start.height());
    }
    if (settings.steps() * start.strength() < 1) {
      fields.refuse(
          "start.strength", "must leave at least one of the %d steps".formatted(settings.steps()));
    }
  }

  private void requireSide(String field, int asked, int given) {
    if (asked != given) {
      fields.refuse(field, "must be that of the picture to start from, %d".formatted(given));
    }
  }

  private static Optional<UUID> id(@Nullable String text) {
    return Identifiers.uuid(text == null ? "" : text);
  }
}
