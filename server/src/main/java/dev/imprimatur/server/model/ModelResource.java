package dev.imprimatur.server.model;

import dev.imprimatur.contract.Sampler;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.licence.Agreement;
import dev.imprimatur.policy.bias.BiasReport;
import dev.imprimatur.policy.bias.BiasReportJson;
import dev.imprimatur.policy.licence.Licence;
import dev.imprimatur.server.attestation.LicenceStanding;
import dev.imprimatur.server.http.Problem;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.identity.Callers;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.policy.ActiveBundle;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The models that may be asked for. */
@RequestScoped
@Path("models")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
  Role.PORTAL_USER,
  Role.API_TEAM,
  Role.POLICY_AUTHOR,
  Role.COMPLIANCE_OFFICER,
  Role.AUDITOR,
  Role.OPERATOR
})
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class ModelResource {
  private static final List<SamplerView> SAMPLERS =
      Arrays.stream(Sampler.values())
          .map(sampler -> new SamplerView(sampler.wireName(), title(sampler)))
          .toList();

  @Inject private Callers callers;
  @Inject private ModelCatalogue models;
  @Inject private AdmissionRecords admissions;
  @Inject private ActiveBundle bundle;
  @Inject private Availability availability;
  @Inject private Database database;
  @Inject private Clock clock;

  /** All of them. */
  @GET
  public List<View> list() {
    return models.all().stream().map(this::view).toList();
  }

  /** What a model makes of people, as it was last measured. */
  @GET
  @Path("{id}/bias")
  public Response bias(@PathParam("id") String id) {
    return models
        .find(id)
        .flatMap(admissions::bias)
        .map(report -> Response.ok(BiasReportJson.write(report)).build())
        .orElseGet(() -> Problem.notFound("bias report").response());
  }

  private View view(ModelCard card) {
    Licence licence = bundle.get().licence(card.licence()).orElseThrow();
    Standing standing = standing(card, licence);
    return new View(
        card.id(),
        card.title(),
        card.description(),
        card.family(),
        standing.closed().isEmpty() && availability.missing(card).isEmpty(),
        standing.closed(),
        new LicenceView(
            licence.id(),
            licence.version(),
            licence.title(),
            licence.sha256(),
            standing.accepted()),
        !card.safetyChecker().isEmpty(),
        card.defaults(),
        card.limits(),
        SAMPLERS,
        admissions.bias(card).map(report -> BiasView.of(report, card)));
  }

  private static String title(Sampler sampler) {
    return switch (sampler) {
      case DPM_SOLVER_MULTISTEP -> "DPM++ 2M";
      case DPM_SOLVER_MULTISTEP_KARRAS -> "DPM++ 2M Karras";
      case UNIPC -> "UniPC";
      case EULER -> "Euler";
      case EULER_ANCESTRAL -> "Euler ancestral";
      case HEUN -> "Heun";
      case LMS -> "LMS";
      case PNDM -> "PNDM";
      case DDIM -> "DDIM";
      case LCM -> "LCM, for models made for it";
    };
  }

  private Standing standing(ModelCard card, Licence licence) {
    Caller caller = callers.current();
    return database.inTransaction(stores -> {
      var account = stores.accounts().seen(caller.subject(), caller.userName(), clock.instant());
      var agreement = new Agreement(card.id(), licence.id(), licence.version(), licence.sha256());
      return new Standing(
          LicenceStanding.closed(stores, licence, clock.instant()),
          stores.acceptances().find(account, agreement).isPresent());
    });
  }

  private record Standing(Optional<String> closed, boolean accepted) {}

  /**
   * A model as callers see it.
   *
   * @param available whether it is offered and a worker that holds it is there
   * @param closed why it is not offered, for want of an operator's attestation
   * @param safetyChecker whether it brings a safety checker of its own
   * @param bias what it makes of people, if that was measured
   */
  public record View(
      String id,
      String title,
      String description,
      String family,
      boolean available,
      Optional<String> closed,
      LicenceView licence,
      boolean safetyChecker,
      ModelCard.Defaults defaults,
      ModelCard.Limits limits,
      List<SamplerView> samplers,
      Optional<BiasView> bias) {}

  /**
   * What was measured of a model's bias.
   *
   * @param current whether it was measured of the checkpoint that is used
   * @param axes the largest distance of a share from its target on each
   */
  public record BiasView(
      String made, boolean current, double goal, List<BiasReport.Headline> axes) {
    static BiasView of(BiasReport report, ModelCard card) {
      return new BiasView(
          report.made(),
          report.model().hash().equals(card.hash()),
          BiasReport.GOAL,
          report.headlines());
    }
  }

  /**
   * A model's licence.
   *
   * @param accepted by the caller
   */
  public record LicenceView(
      String id, String version, String title, String sha256, boolean accepted) {}

  /** A sampler that requests may name. */
  public record SamplerView(String id, String title) {}
}
