package dev.imprimatur.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.imprimatur.db.licence.Agreement;
import dev.imprimatur.db.log.LogSigner;
import dev.imprimatur.db.receipt.ReceiptVerdict;
import dev.imprimatur.db.receipt.ReceiptVerifier;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.io.File;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The stores inside Open Liberty: Hibernate as its persistence provider, its transactions, a real
 * PostgreSQL with the server's own login.
 */
@ExtendWith(RealDatabase.class)
@ArquillianTest
class ContainerDatabaseIT {
  private static final Agreement AGREEMENT = new Agreement("model", "licence", "1", "0".repeat(64));

  @Inject private ContainerDatabase database;
  @Inject private LogSigner signer;

  @Deployment
  static WebArchive archive() {
    WebArchive archive =
        ShrinkWrap.create(WebArchive.class, "container.war")
            .addClasses(
                ContainerDatabase.class,
                DatabaseUnavailableException.class,
                TestKeys.class,
                RealDatabase.class)
            .addAsWebInfResource(
                new StringAsset(
                    "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.1\""
                        + " bean-discovery-mode=\"annotated\"/>"),
                "beans.xml");
    File[] libraries = new File("target/imprimatur/WEB-INF/lib").listFiles();
    for (File library : libraries) {
      if (library.getName().matches("(imprimatur-db|jackson|slf4j|jspecify).*\\.jar")) {
        archive.addAsLibrary(library);
      }
    }
    return archive;
  }

  @Test
  void inTransaction_licenceAccepted_givesReceiptThatVerifies() {
    String receipt =
        database.inTransaction(stores ->
            stores
                .acceptances()
                .accept(
                    stores.accounts().seen(UUID.randomUUID().toString(), "a", Instant.now()),
                    AGREEMENT,
                    List.of(),
                    Instant.now())
                .receipt());
    assertTrue(
        ReceiptVerifier.verify(receipt, signer.verifierKey()) instanceof ReceiptVerdict.Genuine);
  }

  @Test
  void inTransaction_failure_undoesEverything() {
    String subject = UUID.randomUUID().toString();
    long before = entries();
    assertThrows(
        IllegalStateException.class,
        () ->
            database.inTransaction(stores -> {
              stores
                  .acceptances()
                  .accept(
                      stores.accounts().seen(subject, "b", Instant.now()),
                      AGREEMENT,
                      List.of(),
                      Instant.now());
              throw new IllegalStateException("on purpose");
            }));
    assertEquals(before, entries());
  }

  /** Ten threads of the container append at once; every receipt verifies, none shares a place. */
  @Test
  void inTransaction_manyAtOnce_logStaysOne() throws Exception {
    ManagedExecutorService executor =
        InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
    long before = entries();
    List<Future<String>> receipts = new ArrayList<>();
    for (int count = 0; count < 10; count++) {
      receipts.add(executor.submit(this::accept));
    }
    var places = new HashSet<Long>();
    for (Future<String> receipt : receipts) {
      var genuine =
          (ReceiptVerdict.Genuine) ReceiptVerifier.verify(receipt.get(), signer.verifierKey());
      places.add(genuine.index());
    }
    assertEquals(10, places.size());
    assertEquals(before + 10, entries());
  }

  /**
   * The database breaks down in the instant of the commit: told as away, not as a fault of ours.
   */
  @Test
  void inTransaction_connectionLostAtCommit_isUnavailable() throws Exception {
    ManagedExecutorService executor =
        InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
    assertThrows(
        DatabaseUnavailableException.class,
        () ->
            database.inTransaction(stores -> {
              stores.log().latest();
              try {
                return executor.submit(ContainerDatabaseIT::breakOtherConnections).get();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            }));
    assertTrue(entries() >= 0, "the next transaction works");
  }

  private static int breakOtherConnections() throws Exception {
    DataSource source = InitialContext.doLookup("jdbc/imprimatur");
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet broken =
            statement.executeQuery(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where usename = current_user and pid <> pg_backend_pid()")) {
      broken.next();
      return broken.getInt(1);
    }
  }

  private String accept() {
    return database.inTransaction(stores ->
        stores
            .acceptances()
            .accept(
                stores.accounts().seen(UUID.randomUUID().toString(), "c", Instant.now()),
                AGREEMENT,
                List.of(),
                Instant.now())
            .receipt());
  }

  private long entries() {
    return database.inTransaction(
        stores -> Long.parseLong(stores.log().latest().text().split("\n")[1]));
  }
}
