package dev.imprimatur.server.assembly;

import dev.imprimatur.db.Database;
import dev.imprimatur.server.policy.ActiveBundle;
import dev.imprimatur.server.upload.OwnUploads;
import dev.imprimatur.server.upload.UploadExpiry;
import dev.imprimatur.server.upload.UploadIntake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the parts for pictures that people bring. */
@ApplicationScoped
public class UploadAssembly {
  @Produces
  @Singleton
  OwnUploads ownUploads(Database database, Clock clock) {
    return new OwnUploads(database, clock);
  }

  @Produces
  @Singleton
  UploadIntake uploadIntake(OwnUploads uploads, ActiveBundle bundle, Clock clock) {
    return new UploadIntake(uploads, bundle, clock);
  }

  @Produces
  @Singleton
  UploadExpiry uploadExpiry(Database database, Clock clock) {
    return new UploadExpiry(database, clock);
  }

  void stop(@Disposes UploadExpiry expiry) {
    expiry.close();
  }
}
