package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.stack.client.Answer;
import dev.imprimatur.stack.client.Gateway;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings the pictures that a request starts from. */
final class PictureUpload {
  private static final int CREATED = 201;
  private static final int JPEG = 0xFF;

  private final Gateway gateway;
  private final PrintWriter out;

  PictureUpload(Gateway gateway, PrintWriter out) {
    this.gateway = gateway;
    this.out = out;
  }

  /** Brings the pictures and names them in the request; whether that could be done is told. */
  boolean add(StartOptions start, ObjectNode body) throws IOException, InterruptedException {
    return named("upload", "picture", start.image, start, body)
        && named("mask", "mask", start.mask, start, body);
  }

  private boolean named(
      String member, String purpose, @Nullable Path file, StartOptions start, ObjectNode body)
      throws IOException, InterruptedException {
    if (file == null) {
      return true;
    }
    Optional<String> id = brought(file, purpose, start.declare);
    id.ifPresent(known -> body.withObject("/start").put(member, known));
    return id.isPresent();
  }

  private Optional<String> brought(Path file, String purpose, boolean declare)
      throws IOException, InterruptedException {
    if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
      out.println(file + " is no file that can be read.");
      return Optional.empty();
    }
    JsonNode declaration = gateway.get("/api/uploads").json().path("declaration");
    if (!declare && declaration.isObject()) {
      out.printf(
          "Whoever brings a picture declares: \"%s\"%nSay so by --declare.%n",
          Words.plain(declaration.path("text").asText()));
      return Optional.empty();
    }
    byte[] content = Files.readAllBytes(file);
    Answer answer =
        gateway.post(
            "/api/uploads?purpose="
                + purpose
                + "&declaration="
                + URLEncoder.encode(declaration.path("version").asText(), StandardCharsets.UTF_8),
            mediaType(content),
            content);
    if (answer.status() != CREATED) {
      out.printf("%s is not taken: %s%n", file, Words.plain(answer.detail()));
      return Optional.empty();
    }
    return Optional.of(answer.json().path("id").asText());
  }

  /** What else a file may be, the server tells. */
  private static String mediaType(byte[] content) {
    return content.length > 0 && Byte.toUnsignedInt(content[0]) == JPEG
        ? "image/jpeg"
        : "image/png";
  }
}
