package dev.imprimatur.server.persistence;

import dev.imprimatur.db.log.LogSigner;
import dev.imprimatur.db.vault.MasterKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Keys for the tests inside the container. */
@ApplicationScoped
public class TestKeys {
  @Produces
  @Singleton
  LogSigner logSigner() {
    return LogSigner.generate("log.test");
  }

  @Produces
  @Singleton
  MasterKey masterKey() {
    return MasterKey.generate();
  }
}
