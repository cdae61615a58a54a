package dev.imprimatur.server.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.Identifiers;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bundles until they are versions. Authors upload and submit; officers and other authors approve or
 * reject; auditors look.
 */
@RequestScoped
@Path("policies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.POLICY_AUTHOR, Role.COMPLIANCE_OFFICER, Role.AUDITOR})
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class PolicyResource {
  @Inject private Callers callers;
  @Inject private PolicyAdministration policies;

  /** What is in force, what is to come, what was, and the latest bundles. */
  @GET
  public ObjectNode list() {
    return policies.views().all();
  }

  /** Takes a bundle in as a draft: a zip archive of its files. */
  @POST
  @Consumes("application/zip")
  @RolesAllowed(Role.POLICY_AUTHOR)
  public Response upload(byte[] archive) {
    Outcome<StoredBundle> outcome = policies.lifecycle().upload(callers.current(), archive);
    return Answers.of(
        outcome,
        draft ->
            Response.created(URI.create("policies/" + draft.id()))
                .entity(policies.views().line(draft))
                .build());
  }

  /** One bundle with its steps, its tests and, once approved, its signature. */
  @GET
  @Path("{id}")
  public Response read(@PathParam("id") String id) {
    return view(id, policies.views()::one);
  }

  /** A bundle's files, as they were uploaded. */
  @GET
  @Path("{id}/archive")
  @Produces("application/zip")
  public Response archive(@PathParam("id") String id) {
    return Identifiers.uuid(id)
        .flatMap(policies.views()::archive)
        .map(archive -> Response.ok(archive, "application/zip").build())
        .orElseGet(() -> Problem.notFound("policy bundle").response());
  }

  /** What changes from the bundle in force, or from another one, to this one. */
  @GET
  @Path("{id}/diff")
  public Response diff(
      @PathParam("id") String id, @QueryParam("against") @Nullable String against) {
    Optional<UUID> other = Optional.ofNullable(against).flatMap(Identifiers::uuid);
    if (against != null && other.isEmpty()) {
      return Problem.notFound("policy bundle").response();
    }
    return view(id, known -> policies.views().diff(known, other));
  }

  /** Asks for the approval of one's own draft, whose tests must hold. */
  @POST
  @Path("{id}/submission")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.POLICY_AUTHOR)
  public Response submit(@PathParam("id") String id, @Nullable NoteBody body) {
    return step(
        id,
        Reasons.tooLong(note(body)),
        known -> policies.lifecycle().submit(callers.current(), known, Reasons.text(note(body))));
  }

  /** Makes somebody else's bundle the next version. */
  @POST
  @Path("{id}/approval")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Role.POLICY_AUTHOR, Role.COMPLIANCE_OFFICER})
  public Response approve(@PathParam("id") String id, @Nullable NoteBody body) {
    return step(
        id,
        Reasons.missing(note(body)),
        known -> policies.lifecycle().approve(callers.current(), known, Reasons.text(note(body))));
  }

  /** Turns a bundle down. */
  @POST
  @Path("{id}/rejection")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Role.POLICY_AUTHOR, Role.COMPLIANCE_OFFICER})
  public Response reject(@PathParam("id") String id, @Nullable NoteBody body) {
    return step(
        id,
        Reasons.missing(note(body)),
        known -> policies.lifecycle().reject(callers.current(), known, Reasons.text(note(body))));
  }

  private Response step(
      String id, Optional<FieldError> wrong, Function<UUID, Outcome<StoredBundle>> step) {
    if (wrong.isPresent()) {
      return Problem.invalid(List.of(wrong.get())).response();
    }
    Optional<UUID> known = Identifiers.uuid(id);
    return known.isEmpty()
        ? Problem.notFound("policy bundle").response()
        : Answers.of(
            step.apply(known.get()), bundle -> Response.ok(policies.views().line(bundle)).build());
  }

  private static Response view(String id, Function<UUID, Optional<ObjectNode>> view) {
    return Identifiers.uuid(id)
        .flatMap(view)
        .map(found -> Response.ok(found).build())
        .orElseGet(() -> Problem.notFound("policy bundle").response());
  }

  private static @Nullable String note(@Nullable NoteBody body) {
    return body == null ? null : body.note();
  }

  /** Why a step is taken. */
  public record NoteBody(@Nullable String note) {}
}
