package dev.imprimatur.server.flow;

import dev.imprimatur.db.generation.Generation;
import dev.imprimatur.policy.decision.ModelReference;
import dev.imprimatur.policy.decision.Phase;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Principal;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.decision.StartKind;
import dev.imprimatur.policy.decision.Tenant;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import dev.imprimatur.policy.rewriting.ImageRewrite;
import dev.imprimatur.server.flow.GenerationDetail.AskedDetail;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.identity.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request as it was put to the policies, restored from its record.
 *
 * @param detail the record
 * @param request with the words as typed
 * @param assumed whether the record is from before roles were kept, so that those of a portal user
 *     are taken
 */
public record RecordedRequest(GenerationDetail detail, PolicyRequest request, boolean assumed) {
  /** The request of a generation. */
  public static RecordedRequest of(Generation generation) {
    GenerationDetail detail = Json.read(generation.detail(), GenerationDetail.class);
    AskedDetail asked =
        Optional.ofNullable(detail.asked())
            .orElseGet(() ->
                new AskedDetail(
                    List.of(Role.PORTAL_USER),
                    null,
                    declined(detail) ? "decline" : "accept",
                    detail.rewriting() == null ? null : detail.rewriting().justification(),
                    null));
    var principal =
        new Principal(
            generation.owner().pseudonym(),
            Set.copyOf(asked.roles()),
            detail.tenant().map(Tenant::new));
    return new RecordedRequest(
        detail,
        request(detail, principal, asked, detail.original(), Phase.ORIGINAL),
        detail.asked() == null);
  }

  /** The request with each text that the rewriter made of it, if it came so far. */
  public List<PolicyRequest> rewritten() {
    return detail.rewriting() == null
        ? List.of()
        : detail.rewriting().images().stream()
            .map(ImageRewrite::prompt)
            .distinct()
            .map(this::withText)
            .toList();
  }

  private PolicyRequest withText(String text) {
    return request(
        detail,
        request.principal(),
        new AskedDetail(
            List.of(),
            null,
            request.choice() == RewritingChoice.DECLINE ? "decline" : "accept",
            request.justification().orElse(null),
            null),
        text,
        Phase.REWRITTEN);
  }

  private static boolean declined(GenerationDetail detail) {
    return detail.rewriting() != null && !detail.rewriting().choice().equals("accept");
  }

  private static PolicyRequest request(
      GenerationDetail detail, Principal principal, AskedDetail asked, String text, Phase phase) {
    var normaliser = new PromptNormaliser();
    return new PolicyRequest(
        principal,
        new ModelReference(detail.model(), detail.licence().id()),
        Requests.read(normaliser, text, phase == Phase.ORIGINAL && detail.weights() != null),
        normaliser.normalise(detail.negativePrompt()),
        detail.width(),
        detail.height(),
        detail.steps(),
        detail.count(),
        detail.guidanceScale(),
        start(detail),
        phase,
        asked.rewriting().equals("decline") ? RewritingChoice.DECLINE : RewritingChoice.ACCEPT,
        Optional.ofNullable(asked.justification()));
  }

  private static StartKind start(GenerationDetail detail) {
    return Optional.ofNullable(detail.start())
        .map(start -> start.brought().isPresent() ? StartKind.UPLOAD : StartKind.PICTURE)
        .orElse(StartKind.NOISE);
  }
}
