package dev.imprimatur.db;

import dev.imprimatur.db.log.LogSigner;
import dev.imprimatur.db.migration.Login;
import dev.imprimatur.db.migration.Schema;
import dev.imprimatur.db.vault.MasterKey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** A real PostgreSQL, used with the login that the server has. */
public final class TestDatabase implements Database, AutoCloseable {
  private static final Login SERVER = new Login("imprimatur_server", "test");

  public final LogSigner signer = LogSigner.generate("log.test");
  public final MasterKey masterKey = MasterKey.generate();
  private final EmbeddedPostgres postgres;
  private final EntityManagerFactory factory;
  private final String url;

  public TestDatabase() throws Exception {
    postgres = EmbeddedPostgres.builder().start();
    url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
    Schema.migrate(url, new Login("postgres", "postgres"), SERVER);
    var configuration =
        new HibernatePersistenceConfiguration("imprimatur")
            .jdbcUrl(url)
            .jdbcUsername(SERVER.user())
            .jdbcPassword(SERVER.password())
            .jdbcPoolSize(12);
    entityClasses().forEach(configuration::managedClass);
    configuration.property("hibernate.hbm2ddl.auto", "validate");
    factory = configuration.createEntityManagerFactory();
  }

  @Override
  public <T> T inTransaction(Function<Stores, T> work) {
    try (EntityManager entities = factory.createEntityManager()) {
      entities.getTransaction().begin();
      try {
        T answer = work.apply(new Stores(entities, signer, masterKey));
        entities.getTransaction().commit();
        return answer;
      } catch (RuntimeException e) {
        if (entities.getTransaction().isActive()) {
          entities.getTransaction().rollback();
        }
        throw e;
      }
    }
  }

  /** A plain connection as the server. */
  public Connection server() throws SQLException {
    return DriverManager.getConnection(url, SERVER.user(), SERVER.password());
  }

  /** A plain connection as the owner of everything. */
  public Connection owner() throws SQLException {
    return DriverManager.getConnection(url, "postgres", "postgres");
  }

  @Override
  public void close() throws Exception {
    factory.close();
    postgres.close();
  }

  /** The entities that the persistence unit of the server lists. */
  private static List<Class<?>> entityClasses() throws Exception {
    try (var xml = Stores.class.getResourceAsStream("/META-INF/persistence.xml")) {
      var names =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(xml)
              .getElementsByTagName("class");
      List<Class<?>> classes = new ArrayList<>();
      for (int i = 0; i < names.getLength(); i++) {
        classes.add(Class.forName(names.item(i).getTextContent()));
      }
      return classes;
    }
  }
}
