package dev.imprimatur.server.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.imprimatur.db.Database;
import dev.imprimatur.server.attestation.LicenceStanding;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.model.ModelCard;
import dev.imprimatur.server.model.ModelCatalogue;
import dev.imprimatur.server.policy.ActiveBundle;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The models in OpenAI's shape. */
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
public class ModelsResource {
  @Inject private ModelCatalogue models;
  @Inject private ActiveBundle bundle;
  @Inject private Database database;
  @Inject private Clock clock;

  /** All that are offered. */
  @GET
  public Map<String, Object> list() {
    List<Model> data =
        models.all().stream()
            .filter(this::offered)
            .map(card -> new Model(card.id(), "model", 0, "imprimatur"))
            .toList();
    return Map.of("object", "list", "data", data);
  }

  private boolean offered(ModelCard card) {
    return bundle
        .get()
        .licence(card.licence())
        .filter(licence ->
            database
                .inTransaction(stores -> LicenceStanding.closed(stores, licence, clock.instant()))
                .isEmpty())
        .isPresent();
  }

  /** Its names are those of OpenAI's interface; when a checkpoint was made is not known here. */
  record Model(String id, String object, long created, @JsonProperty("owned_by") String ownedBy) {}
}
