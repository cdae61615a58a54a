package dev.imprimatur.server.upload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.upload.Upload;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Identifiers;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.policy.ActiveBundle;
import dev.imprimatur.server.upload.UploadFacts.Purpose;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's own pictures to start from. */
@RequestScoped
@Path("uploads")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
  Role.PORTAL_USER,
  Role.API_TEAM,
  Role.POLICY_AUTHOR,
  Role.COMPLIANCE_OFFICER,
  Role.AUDITOR,
  Role.OPERATOR
})
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class UploadResource {
  @Inject private Callers callers;
  @Inject private UploadIntake intake;
  @Inject private OwnUploads uploads;
  @Inject private ActiveBundle bundle;

  /** Takes a picture in: 201 with what is kept of it, or a problem. */
  @POST
  @Consumes({"image/png", "image/jpeg"})
  public Response bring(
      @QueryParam("declaration") @Nullable String declaration,
      @QueryParam("purpose") @DefaultValue("picture") String purpose,
      InputStream body)
      throws IOException, InterruptedException {
    Optional<Purpose> known = Purpose.named(purpose);
    if (known.isEmpty()) {
      return Problem.invalid(List.of(new FieldError("purpose", "must be picture or mask")))
          .response();
    }
    Intake outcome =
        intake.take(
            callers.current(),
            declaration,
            known.get(),
            UploadIntake.LIFETIME,
            body.readAllBytes());
    return outcome instanceof Intake.Taken(Upload upload)
        ? Response.created(URI.create("uploads/" + upload.id()))
            .entity(UploadView.of(upload))
            .build()
        : UploadAnswer.problem(outcome).orElseThrow().response();
  }

  /** All of them, and what is to be declared of others. */
  @GET
  public ObjectNode list() {
    ObjectNode view = Json.MAPPER.createObjectNode();
    ArrayNode items = view.putArray("items");
    uploads.all(callers.current()).forEach(upload -> items.add(UploadView.of(upload)));
    view.set("declaration", bundle.get().uploads().map(UploadView::of).orElse(null));
    view.putObject("limits")
        .put("bytes", PreparedPicture.LIMITS.bytes())
        .put("side", PreparedPicture.LIMITS.side())
        .put("pixels", PreparedPicture.LIMITS.pixels())
        .put("kept", UploadIntake.MOST)
        .put("days", UploadIntake.LIFETIME.toDays());
    return view;
  }

  /** One of them. */
  @GET
  @Path("{id}")
  public Response read(@PathParam("id") String id) {
    return known(id)
        .flatMap(known -> uploads.find(callers.current(), known))
        .map(upload -> Response.ok(UploadView.of(upload)).build())
        .orElseGet(UploadResource::unknown);
  }

  /** One of them, as it is kept. */
  @GET
  @Path("{id}/image")
  @Produces("image/png")
  public Response image(@PathParam("id") String id) {
    return known(id)
        .flatMap(known -> uploads.picture(callers.current(), known))
        .map(png -> Response.ok(png, "image/png").build())
        .orElseGet(UploadResource::unknown);
  }

  /** Removes one. */
  @DELETE
  @Path("{id}")
  public Response remove(@PathParam("id") String id) {
    Optional<UUID> known = known(id);
    return known.isEmpty()
        ? unknown()
        : switch (uploads.remove(callers.current(), known.get())) {
          case REMOVED -> Response.noContent().build();
          case UNKNOWN -> unknown();
          case IN_USE ->
              Problem.of(
                      409,
                      "upload_in_use",
                      "Still in use",
                      "A request that starts from this picture has not ended. Remove it later, or"
                          + " cancel the request.")
                  .response();
        };
  }

  private static Optional<UUID> known(String id) {
    return Identifiers.uuid(id);
  }

  private static Response unknown() {
    return Problem.notFound("picture of yours").response();
  }
}
