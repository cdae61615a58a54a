package dev.imprimatur.server.http;

import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An error as RFC 9457 wants it told.
 *
 * @param status of HTTP
 * @param code for programs, stable
 * @param title what kind of error, for people
 * @param detail what happened and what to do, for people
 * @param errors fields that are wrong
 * @param more members of this kind of problem
 */
public record Problem(
    int status,
    String code,
    String title,
    String detail,
    List<FieldError> errors,
    Map<String, Object> more) {
  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
    more = new TreeMap<>(more);
  }

  public static Problem of(int status, String code, String title, String detail) {
    return new Problem(status, code, title, detail, List.of(), Map.of());
  }

  /** A request with these wrong fields. */
  public static Problem invalid(List<FieldError> errors) {
    FieldError first = errors.getFirst();
    return new Problem(
        400,
        "invalid_request",
        "The request is not valid",
        first.field() + " " + first.rule() + ".",
        errors,
        Map.of());
  }

  /** Nothing there, or nothing that this caller may know of. */
  public static Problem notFound(String what) {
    return of(404, "not_found", "Not found", "There is no such " + what + ".");
  }

  /** Something that this request needs is away. */
  public static Problem unavailable(String detail) {
    return of(503, "unavailable", "Temporarily unavailable", detail);
  }

  /** The same problem with one more member. */
  public Problem with(String member, Object value) {
    var extended = new TreeMap<>(more);
    extended.put(member, value);
    return new Problem(status, code, title, detail, errors, extended);
  }

  /** The problem's type, an identifier that need not be an address. */
  public String type() {
    return "urn:imprimatur:problem:" + code.replace('_', '-');
  }

  /** The problem as a response. */
  public Response response() {
    return builder().build();
  }

  /** The problem as a response that takes headers. */
  public Response.ResponseBuilder builder() {
    return Response.status(status).type(MEDIA_TYPE).entity(json());
  }

  /** The problem's members, in the order in which people read them. */
  private Map<String, Object> body() {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", type());
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    body.put("code", code);
    if (!errors.isEmpty()) {
      body.put("errors", errors);
    }
    body.putAll(more);
    return body;
  }

  /** The problem as JSON text. */
  public String json() {
    return Json.write(body());
  }
}
