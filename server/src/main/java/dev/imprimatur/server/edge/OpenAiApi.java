package dev.imprimatur.server.edge;

import dev.imprimatur.server.http.BodyLimit;
import dev.imprimatur.server.http.JsonProvider;
import dev.imprimatur.server.http.ProblemMapper;
import dev.imprimatur.server.http.RetryAfter;
import dev.imprimatur.server.openai.EditsResource;
import dev.imprimatur.server.openai.ImagesResource;
import dev.imprimatur.server.openai.ModelsResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;

/** What OpenAI's clients speak. */
@ApplicationPath("v1")
@LoginConfig(authMethod = "MP-JWT", realmName = "imprimatur")
public class OpenAiApi extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        ImagesResource.class,
        EditsResource.class,
        ModelsResource.class,
        JsonProvider.class,
        ProblemMapper.class,
        RetryAfter.class,
        BodyLimit.class);
  }
}
