package dev.imprimatur.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A problem in the shape that OpenAI's clients expect of the compatible endpoints. */
public record OpenAiError(int status, Map<String, @Nullable Object> error) {

  /** The same problem in the other shape; members of its kind go along. */
  public static OpenAiError of(Problem problem) {
    var error = new LinkedHashMap<String, @Nullable Object>();
    error.put("message", problem.detail());
    error.put("type", type(problem));
    error.put("param", problem.errors().isEmpty() ? null : problem.errors().getFirst().field());
    error.put("code", problem.code());
    error.putAll(problem.more());
    return new OpenAiError(problem.status(), error);
  }

  /** A refusal by policy, which OpenAI tells with status 400 and a code of its own. */
  public static OpenAiError refusal(Problem problem) {
    var error = of(problem).error();
    error.put("type", "image_generation_user_error");
    error.put("code", "moderation_blocked");
    error.put("reason", problem.code());
    return new OpenAiError(400, error);
  }

  private static String type(Problem problem) {
    return switch (problem.status()) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 429 -> "rate_limit_error";
      default -> problem.status() >= 500 ? "server_error" : "invalid_request_error";
    };
  }

  /** The error as a response. */
  public Response response() {
    return builder().build();
  }

  /** The error as a response that takes headers. */
  public Response.ResponseBuilder builder() {
    return Response.status(status).type(MediaType.APPLICATION_JSON).entity(json());
  }

  /** The error as JSON text. */
  public String json() {
    return Json.write(new Body(error));
  }

  private record Body(@JsonProperty("error") Map<String, @Nullable Object> error) {}
}
