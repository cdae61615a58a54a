package dev.imprimatur.server.openai;

import dev.imprimatur.server.assembly.Startup;
import dev.imprimatur.server.flow.GenerationFlow;
import dev.imprimatur.server.generation.BodyCheck;
import dev.imprimatur.server.generation.GenerationBody.StartBody;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.OpenAiError;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.model.ModelCatalogue;
import dev.imprimatur.server.upload.Intake;
import dev.imprimatur.server.upload.OwnUploads;
import dev.imprimatur.server.upload.UploadAnswer;
import dev.imprimatur.server.upload.UploadFacts.Purpose;
import dev.imprimatur.server.upload.UploadIntake;
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
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Changing a picture as OpenAI's clients ask for it: one call that brings the picture and ends with
 * the new ones. The picture is kept no longer than the call takes.
 */
@RequestScoped
@Path("images/edits")
@Produces(MediaType.APPLICATION_JSON)
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class EditsResource {
  /**
   * Longer than any call takes: what is left behind by a fault, or while officers look, goes then.
   */
  private static final Duration LIFETIME = Duration.ofHours(1);

  @Inject private Callers callers;
  @Inject private ModelCatalogue models;
  @Inject private BodyCheck check;
  @Inject private GenerationFlow flow;
  @Inject private ImageAnswers answers;
  @Inject private UploadIntake intake;
  @Inject private OwnUploads uploads;

  @Resource(lookup = Startup.EXECUTOR)
  private ManagedExecutorService executor;

  /** Draws and answers when all is done. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed({
    Role.PORTAL_USER,
    Role.API_TEAM,
    Role.POLICY_AUTHOR,
    Role.COMPLIANCE_OFFICER,
    Role.AUDITOR,
    Role.OPERATOR
  })
  public void edit(List<EntityPart> parts, @Suspended AsyncResponse response)
      throws IOException, InterruptedException {
    Caller caller = callers.current();
    EditForm form = EditForm.of(parts);
    var brought = new ArrayList<UUID>();
    Optional<Response> refusal = bring(caller, form, brought);
    if (refusal.isPresent()) {
      remove(caller, brought);
      response.resume(refusal.get());
      return;
    }
    ImageBody body =
        form.body(
            new StartBody(
                null,
                null,
                brought.getFirst().toString(),
                brought.size() == 1 ? null : brought.getLast().toString(),
                form.strength()));
    var errors = new ArrayList<FieldError>(form.errors());
    errors.addAll(ImageTranslation.defects(body));
    if (!errors.isEmpty()) {
      remove(caller, brought);
      response.resume(ImageFlow.invalid(errors));
      return;
    }
    new ImageFlow(check, flow, answers, executor)
        .draw(
            caller,
            ImageTranslation.translate(body, models.all().iterator().next().id()),
            EditForm::renamed,
            "url".equals(body.responseFormat()),
            response,
            () -> remove(caller, brought));
  }

  /** Takes the picture and the mask in; the answer if that cannot be. */
  private Optional<Response> bring(Caller caller, EditForm form, List<UUID> brought)
      throws InterruptedException {
    if (!form.errors().isEmpty()) {
      return Optional.of(ImageFlow.invalid(form.errors()));
    }
    Optional<Response> refusal = bring(caller, form, Purpose.PICTURE, form.image(), brought);
    if (refusal.isPresent() || form.mask().isEmpty()) {
      return refusal;
    }
    return bring(caller, form, Purpose.MASK, form.mask().get(), brought);
  }

  private Optional<Response> bring(
      Caller caller, EditForm form, Purpose purpose, byte[] file, List<UUID> brought)
      throws InterruptedException {
    Intake outcome = intake.take(caller, form.text("declaration"), purpose, LIFETIME, file);
    if (outcome instanceof Intake.Taken(var upload)) {
      brought.add(upload.id());
    }
    return UploadAnswer.problem(outcome).map(problem -> OpenAiError.of(problem).response());
  }

  private void remove(Caller caller, List<UUID> brought) {
    brought.forEach(id -> uploads.remove(caller, id));
  }
}
