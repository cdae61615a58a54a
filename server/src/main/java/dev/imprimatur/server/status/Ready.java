package dev.imprimatur.server.status;

import dev.imprimatur.db.Database;
import dev.imprimatur.server.messaging.Workforce;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that requests can be taken: the database answers and the broker is connected. */
@Readiness
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // The container fills the fields.
public class Ready implements HealthCheck {
  @Inject private Database database;
  @Inject private Workforce workforce;

  @Override
  public HealthCheckResponse call() {
    boolean databaseAnswers = databaseAnswers();
    boolean brokerConnected = workforce.isBrokerConnected();
    return HealthCheckResponse.named("imprimatur")
        .withData("database", databaseAnswers)
        .withData("broker", brokerConnected)
        .status(databaseAnswers && brokerConnected)
        .build();
  }

  private boolean databaseAnswers() {
    try {
      return database.inTransaction(stores -> stores.generations().open()) >= 0;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
