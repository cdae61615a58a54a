package dev.imprimatur.server.openai;

import dev.imprimatur.server.assembly.Startup;
import dev.imprimatur.server.flow.GenerationFlow;
import dev.imprimatur.server.generation.BodyCheck;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.model.ModelCatalogue;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asking for pictures as OpenAI's clients do: one call that ends with the pictures. */
@RequestScoped
@Path("images/generations")
@Produces(MediaType.APPLICATION_JSON)
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class ImagesResource {
  @Inject private Callers callers;
  @Inject private ModelCatalogue models;
  @Inject private BodyCheck check;
  @Inject private GenerationFlow flow;
  @Inject private ImageAnswers answers;

  @Resource(lookup = Startup.EXECUTOR)
  private ManagedExecutorService executor;

  /** Draws and answers when all is done. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({
    Role.PORTAL_USER,
    Role.API_TEAM,
    Role.POLICY_AUTHOR,
    Role.COMPLIANCE_OFFICER,
    Role.AUDITOR,
    Role.OPERATOR
  })
  public void draw(@Nullable ImageBody body, @Suspended AsyncResponse response) {
    Caller caller = callers.current();
    if (body == null) {
      response.resume(ImageFlow.invalid(List.of(new FieldError("prompt", "must not be empty"))));
      return;
    }
    List<FieldError> defects = ImageTranslation.defects(body);
    if (!defects.isEmpty()) {
      response.resume(ImageFlow.invalid(defects));
      return;
    }
    new ImageFlow(check, flow, answers, executor)
        .draw(
            caller,
            ImageTranslation.translate(body, models.all().iterator().next().id()),
            ImageTranslation::renamed,
            "url".equals(body.responseFormat()),
            response,
            () -> {});
  }
}
