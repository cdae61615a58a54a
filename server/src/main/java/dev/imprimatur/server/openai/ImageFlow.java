package dev.imprimatur.server.openai;

import dev.imprimatur.server.flow.GenerationFlow;
import dev.imprimatur.server.flow.Submission;
import dev.imprimatur.server.generation.BodyCheck;
import dev.imprimatur.server.generation.Checked;
import dev.imprimatur.server.generation.GenerationBody;
import dev.imprimatur.server.generation.SubmissionAnswer;
import dev.imprimatur.server.http.FieldError;
import dev.imprimatur.server.http.OpenAiError;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.http.ProblemMapper;
import dev.imprimatur.server.identity.Caller;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request in our terms to an answer in OpenAI's shape: check, submit, wait, answer. */
final class ImageFlow {
  private static final Logger log = LoggerFactory.getLogger(ImageFlow.class);

  private final BodyCheck check;
  private final GenerationFlow flow;
  private final ImageAnswers answers;
  private final Executor executor;

  ImageFlow(BodyCheck check, GenerationFlow flow, ImageAnswers answers, Executor executor) {
    this.check = check;
    this.flow = flow;
    this.answers = answers;
    this.executor = executor;
  }

  /**
   * Draws and answers when all is done.
   *
   * @param names turns our names of fields into those that the caller used
   * @param addresses whether the pictures' addresses are wanted instead of the pictures
   * @param end runs when nothing more is needed for it, also after a fault
   */
  void draw(
      Caller caller,
      GenerationBody body,
      FieldNames names,
      boolean addresses,
      AsyncResponse response,
      Runnable end) {
    try {
      switch (check.check(caller, body)) {
        case Checked.Valid(var request) ->
            answer(caller, flow.submit(request), names, addresses, response, end);
        case Checked.Invalid(var errors) -> end(invalid(names.renamed(errors)), response, end);
        case Checked.UnknownModel(String id) ->
            end(OpenAiError.of(SubmissionAnswer.unknownModel(id)).response(), response, end);
      }
    } catch (RuntimeException e) {
      end.run();
      throw e;
    }
  }

  private void answer(
      Caller caller,
      Submission submission,
      FieldNames names,
      boolean addresses,
      AsyncResponse response,
      Runnable end) {
    switch (submission) {
      case Submission.Queued(UUID id) ->
          executor.execute(() -> end(awaited(caller, id, addresses), response, end));
      case Submission.Denied denied ->
          end(OpenAiError.refusal(SubmissionAnswer.denied(denied)).response(), response, end);
      case Submission.LicenceNeeded needed ->
          end(OpenAiError.of(SubmissionAnswer.licenceNeeded(needed)).response(), response, end);
      case Submission.LicenceClosed closed ->
          end(OpenAiError.of(SubmissionAnswer.licenceClosed(closed)).response(), response, end);
      case Submission.Busy busy ->
          end(
              OpenAiError.of(SubmissionAnswer.busy(busy))
                  .builder()
                  .header("Retry-After", SubmissionAnswer.retryAfter(busy.retryAfter()))
                  .build(),
              response,
              end);
      case Submission.UploadGone gone ->
          end(invalid(names.renamed(SubmissionAnswer.uploadGone(gone).errors())), response, end);
      case Submission.Unavailable away ->
          end(OpenAiError.of(SubmissionAnswer.unavailable(away)).response(), response, end);
    }
  }

  private static void end(Response answer, AsyncResponse response, Runnable end) {
    try {
      end.run();
    } finally {
      response.resume(answer);
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

  static Response invalid(List<FieldError> errors) {
    return OpenAiError.of(Problem.invalid(errors)).response();
  }

  /** Turns our names of fields into others. */
  interface FieldNames {
    List<FieldError> renamed(List<FieldError> errors);
  }
}
