package dev.imprimatur.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.imprimatur.contract.Sampler;
import dev.imprimatur.server.edge.LogApi;
import dev.imprimatur.server.edge.OpenAiApi;
import dev.imprimatur.server.edge.OwnApi;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The published description names every endpoint and no other. */
class OpenApiTest {
  @Test
  void document_namesEveryEndpoint() throws IOException {
    var offered = new TreeSet<String>();
    for (Application api : List.of(new OwnApi(), new OpenAiApi(), new LogApi())) {
      String base = api.getClass().getAnnotation(ApplicationPath.class).value();
      for (Class<?> resource : api.getClasses()) {
        Path path = resource.getAnnotation(Path.class);
        if (path != null) {
          addEndpoints(resource, base + "/" + path.value(), offered);
        }
      }
    }
    assertThat(described()).isEqualTo(offered);
  }

  @Test
  void document_namesEverySampler() throws IOException {
    JsonNode schemas = document().at("/components/schemas");
    JsonNode ours = schemas.at("/Request/properties/sampler/enum");
    assertThat(ours.valueStream().map(JsonNode::asText).collect(Collectors.joining(", ")))
        .isEqualTo(Sampler.names());
    assertThat(schemas.findValue("scheduler").path("enum")).isEqualTo(ours);
  }

  private static void addEndpoints(Class<?> resource, String base, TreeSet<String> offered) {
    for (Method method : resource.getDeclaredMethods()) {
      Path path = method.getAnnotation(Path.class);
      String address = "/" + base + (path == null ? "" : "/" + path.value());
      String clean = address.replaceAll("/+", "/").replaceAll("/$", "");
      if (method.isAnnotationPresent(GET.class)) {
        offered.add("get " + clean);
      }
      if (method.isAnnotationPresent(POST.class)) {
        offered.add("post " + clean);
      }
      if (method.isAnnotationPresent(DELETE.class)) {
        offered.add("delete " + clean);
      }
    }
  }

  private static TreeSet<String> described() throws IOException {
    var described = new TreeSet<String>();
    document()
        .get("paths")
        .fields()
        .forEachRemaining(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method + " " + path.getKey())));
    return described;
  }

  private static JsonNode document() throws IOException {
    return new ObjectMapper()
        .readTree(OpenApiTest.class.getResourceAsStream("/META-INF/openapi.json"));
  }
}
