package dev.imprimatur.server.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/** Reads and writes bodies with {@link Json#MAPPER}. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class JsonProvider extends JacksonJsonProvider {
  public JsonProvider() {
    super(Json.MAPPER);
  }

  @Override
  public ObjectMapper locateMapper(Class<?> type, MediaType mediaType) {
    return Json.MAPPER;
  }
}
