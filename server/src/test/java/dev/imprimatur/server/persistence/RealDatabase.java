package dev.imprimatur.server.persistence;

import dev.imprimatur.db.migration.Login;
import dev.imprimatur.db.migration.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts PostgreSQL before the container and tells the container where it is. Inside the container,
 * where the tests run a second time, it does nothing.
 */
public final class RealDatabase implements BeforeAllCallback, AfterAllCallback {
  private static final Path SERVER = Path.of("target/liberty/wlp/usr/servers/container-tests");

  private AutoCloseable database;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (insideContainer()) {
      return;
    }
    EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
    database = postgres;
    String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
    Schema.migrate(
        url, new Login("postgres", "postgres"), new Login("imprimatur_server", "container"));
    Path overrides = Files.createDirectories(SERVER.resolve("configDropins/overrides"));
    Files.writeString(
        overrides.resolve("test.xml"),
        """
        <server>
          <variable name="test.http.port" value="%d"/>
          <variable name="test.database.url" value="%s"/>
          <variable name="test.database.user" value="imprimatur_server"/>
          <variable name="test.database.password" value="container"/>
        </server>
        """
            .formatted(freePort(), url));
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (database != null) {
      database.close();
    }
  }

  private static boolean insideContainer() {
    return System.getProperty("wlp.server.name") != null
        || RealDatabase.class.getClassLoader().getClass().getName().startsWith("com.ibm");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
