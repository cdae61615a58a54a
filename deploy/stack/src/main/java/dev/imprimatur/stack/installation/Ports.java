package dev.imprimatur.stack.installation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The ports of an installation, all on localhost. They are chosen once and kept, because addresses
 * stand in tokens and bookmarks.
 */
public record Ports(int portal, int keycloak, int database, int broker) {
  private static final Ports USUAL = new Ports(8080, 8081, 5433, 61616);

  /** The kept ports, or newly chosen ones, which are then kept. */
  public static Ports of(Installation installation) throws IOException {
    Path file = installation.ports();
    if (Files.exists(file)) {
      return new ObjectMapper().readValue(file.toFile(), Ports.class);
    }
    Ports chosen = choose();
    Files.createDirectories(installation.home());
    Files.writeString(file, new ObjectMapper().writeValueAsString(chosen) + "\n");
    return chosen;
  }

  private static Ports choose() throws IOException {
    return new Ports(
        usualOrFree(USUAL.portal),
        usualOrFree(USUAL.keycloak),
        usualOrFree(USUAL.database),
        usualOrFree(USUAL.broker));
  }

  private static int usualOrFree(int usual) throws IOException {
    return isFree(usual) ? usual : free();
  }

  /** Whether nobody listens on a port of this machine. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public String portalUrl() {
    return "http://localhost:" + portal;
  }

  public String keycloakUrl() {
    return "http://localhost:" + keycloak;
  }

  public String brokerUrl() {
    return "tcp://localhost:" + broker;
  }

  public String databaseUrl(String database) {
    return "jdbc:postgresql://localhost:" + this.database + "/" + database;
  }
}
