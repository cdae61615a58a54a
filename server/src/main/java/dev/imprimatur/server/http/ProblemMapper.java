package dev.imprimatur.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.imprimatur.server.persistence.DatabaseUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where failures become answers. */
@Provider
@SuppressWarnings("NullAway.Init") // The container fills the field.
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

  @Context private UriInfo uri;

  @Override
  public Response toResponse(Throwable failure) {
    Problem problem = problem(failure);
    return uri.getBaseUri().getPath().startsWith("/v1")
        ? OpenAiError.of(problem).response()
        : problem.response();
  }

  private static Problem problem(Throwable failure) {
    // Whoever was reading when a body could not be read further has words of their own for it.
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyException body) {
        return body.problem();
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case JsonProcessingException json -> {
          return JsonProblems.of(json);
        }
        case DatabaseUnavailableException away -> {
          log.warn("The database cannot be reached");
          return Problem.unavailable("The database cannot be reached. Try again in a moment.");
        }
        case WebApplicationException answer -> {
          return ofStatus(answer.getResponse().getStatus());
        }
        default -> {}
      }
    }
    log.error("A request failed", failure);
    return Problem.of(
        500, "fault", "Something went wrong here", "The fault is ours and has been noted.");
  }

  /** What the container or the JAX-RS layer refused before any of our code ran. */
  public static Problem ofStatus(int status) {
    return switch (status) {
      case 401 ->
          Problem.of(
              401,
              "unauthenticated",
              "Log in first",
              "The request needs a valid token: Authorization: Bearer <token>.");
      case 403 -> Problem.of(403, "forbidden", "Not permitted", "None of your roles permits this.");
      case 404 -> Problem.notFound("address");
      case 405 ->
          Problem.of(
              405, "method_not_allowed", "Wrong method", "This address knows other methods.");
      case 406 ->
          Problem.of(406, "not_acceptable", "Not acceptable", "No such representation is offered.");
      case 415 ->
          Problem.of(
              415,
              "unsupported_media_type",
              "Unsupported media type",
              "Send the body as application/json, policy bundles as application/zip, pictures as"
                  + " image/png or image/jpeg, and edits in OpenAI's shape as multipart/form-data.");
      case 503 -> Problem.unavailable("Something that is needed is away. Try again in a moment.");
      default ->
          status >= 500
              ? Problem.of(
                  status,
                  "fault",
                  "Something went wrong here",
                  "The fault is ours and has been noted.")
              : Problem.of(
                  status, "invalid_request", "The request is not valid", "It cannot be read.");
    };
  }
}
