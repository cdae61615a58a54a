package dev.imprimatur.server.status;

import dev.imprimatur.contract.Heartbeat;
import dev.imprimatur.db.Database;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.server.configuration.ServerConfiguration;
import dev.imprimatur.server.identity.Role;
import dev.imprimatur.server.messaging.Workforce;
import dev.imprimatur.server.policy.ActiveBundle;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/** How the installation is, for operators. */
@RequestScoped
@Path("status")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.OPERATOR)
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class StatusResource {
  @Inject private Workforce workforce;
  @Inject private Database database;
  @Inject private ActiveBundle active;
  @Inject private ServerConfiguration configuration;

  /** All of it. */
  @GET
  public View read() {
    PolicyBundle bundle = active.get();
    long open = database.inTransaction(stores -> stores.generations().open());
    return new View(
        "connected",
        workforce.isBrokerConnected() ? "connected" : "away",
        open,
        configuration.limits().openInAll(),
        bundle.version(),
        bundle.hash(),
        workforce.present().stream().map(WorkerView::of).toList());
  }

  /**
   * The installation at this moment.
   *
   * @param database that this was answered says that it is there
   * @param broker connected or away
   * @param open unfinished generations
   * @param limit how many there may be
   * @param policyVersion of the bundle in force
   * @param policyHash of the bundle in force
   * @param workers that were heard within ten seconds
   */
  public record View(
      String database,
      String broker,
      long open,
      int limit,
      String policyVersion,
      String policyHash,
      List<WorkerView> workers) {}

  /** A worker as it describes itself. */
  public record WorkerView(
      String name,
      String device,
      Instant heardAt,
      List<Heartbeat.HeldModel> models,
      List<Heartbeat.HeldCheck> checks) {
    static WorkerView of(Workforce.Heard heard) {
      Heartbeat heartbeat = heard.heartbeat();
      return new WorkerView(
          heartbeat.worker(),
          heartbeat.device(),
          heard.at(),
          heartbeat.models(),
          heartbeat.checks());
    }
  }
}
