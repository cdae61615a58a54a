package dev.imprimatur.server.assembly;

import dev.imprimatur.db.Database;
import dev.imprimatur.server.explanation.Explanations;
import dev.imprimatur.server.lab.Replays;
import dev.imprimatur.server.lab.Shadow;
import dev.imprimatur.server.lab.ShadowOrders;
import dev.imprimatur.server.lab.ShadowViews;
import dev.imprimatur.server.policy.PolicyAdministration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the parts that ask bundles without effect. */
@ApplicationScoped
public class LabAssembly {
  @Produces
  @Singleton
  Explanations explanations(PolicyAdministration policies) {
    return new Explanations(policies.shelf());
  }

  @Produces
  @Singleton
  Replays replays(Database database, PolicyAdministration policies, Clock clock) {
    return new Replays(database, policies.shelf(), clock);
  }

  @Produces
  @Singleton
  Shadow shadow(Database database, PolicyAdministration policies) {
    return new Shadow(database, policies.shelf());
  }

  void stop(@Disposes Shadow shadow) {
    shadow.close();
  }

  @Produces
  @Singleton
  ShadowOrders shadowOrders(
      Database database, PolicyAdministration policies, Shadow shadow, Clock clock) {
    return new ShadowOrders(database, policies.shelf(), shadow, clock);
  }

  @Produces
  @Singleton
  ShadowViews shadowViews(Database database, Shadow shadow) {
    return new ShadowViews(database, shadow);
  }
}
