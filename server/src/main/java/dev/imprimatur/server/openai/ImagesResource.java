package dev.imprimatur.server.openai;

import dev.imprimatur.server.assembly.Startup;
import dev.imprimatur.server.flow.GenerationFlow;
import dev.imprimatur.server.flow.Submission;
import dev.imprimatur.server.generation.BodyCheck;
import dev.imprimatur.server.generation.Checked;
import dev.imprimatur.server.generation.SubmissionAnswer;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.OpenAiError;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.http.ProblemMapper;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asking for pictures as OpenAI's clients do: one call that ends with the pictures. */
@RequestScoped
@Path("images/generations")
@Produces(MediaType.APPLICATION_JSON)
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class ImagesResource {
  private static final Logger log = LoggerFactory.getLogger(ImagesResource.class);

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
      response.resume(invalid(List.of(new FieldError("prompt", "must not be empty"))));
      return;
    }
    List<FieldError> defects = ImageTranslation.defects(body);
    if (!defects.isEmpty()) {
      response.resume(invalid(defects));
      return;
    }
    String defaultModel = models.all().iterator().next().id();
    switch (check.check(caller, ImageTranslation.translate(body, defaultModel))) {
      case Checked.Valid(var request) ->
          answer(caller, flow.submit(request), "url".equals(body.responseFormat()), response);
      case Checked.Invalid(var errors) ->
          response.resume(invalid(ImageTranslation.renamed(errors)));
      case Checked.UnknownModel(String id) ->
          response.resume(OpenAiError.of(SubmissionAnswer.unknownModel(id)).response());
    }
  }

  private void answer(
      Caller caller, Submission submission, boolean addresses, AsyncResponse response) {
    switch (submission) {
      case Submission.Queued(UUID id) ->
          executor.execute(() -> response.resume(awaited(caller, id, addresses)));
      case Submission.Denied denied ->
          response.resume(OpenAiError.refusal(SubmissionAnswer.denied(denied)).response());
      case Submission.LicenceNeeded needed ->
          response.resume(OpenAiError.of(SubmissionAnswer.licenceNeeded(needed)).response());
      case Submission.LicenceClosed closed ->
          response.resume(OpenAiError.of(SubmissionAnswer.licenceClosed(closed)).response());
      case Submission.Busy busy ->
          response.resume(
              OpenAiError.of(SubmissionAnswer.busy(busy))
                  .builder()
                  .header("Retry-After", SubmissionAnswer.retryAfter(busy.retryAfter()))
                  .build());
      case Submission.Unavailable away ->
          response.resume(
              OpenAiError.of(SubmissionAnswer.unavailable(away))
                  .builder()
                  .header("Retry-After", "10")
                  .build());
    }
  }

  private Response awaited(Caller caller, UUID id, boolean addresses) {
    try {
      return answers.await(caller, id, addresses);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OpenAiError.of(ProblemMapper.ofStatus(503)).response();
    } catch (RuntimeException e) {
      log.error("The answer for {} could not be made", id, e);
      return OpenAiError.of(ProblemMapper.ofStatus(500)).response();
    }
  }

  private static Response invalid(List<FieldError> errors) {
    return OpenAiError.of(Problem.invalid(errors)).response();
  }
}
