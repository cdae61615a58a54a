package dev.imprimatur.stack.installation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ports of an installation, all on localhost. They are chosen once and kept, because addresses
 * stand in tokens and bookmarks.
 */
public record Ports(int portal, int keycloak, int database, int broker) {
  private static final Ports USUAL = new Ports(8080, 8081, 5433, 61616);

  /** The kept ports, or newly chosen ones, which are then kept. */
  public static Ports of(Installation installation) throws IOException {
    return of(installation, PortClaims.usualFolder());
  }

  static Ports of(Installation installation, Path claimsFolder) throws IOException {
    Path file = installation.ports();
    if (Files.exists(file)) {
      return new ObjectMapper().readValue(file.toFile(), Ports.class);
    }
    try (PortClaims claims = PortClaims.open(claimsFolder)) {
      var taken = new HashSet<Integer>();
      Ports chosen =
          new Ports(
              choose(USUAL.portal, claims, taken),
              choose(USUAL.keycloak, claims, taken),
              choose(USUAL.database, claims, taken),
              choose(USUAL.broker, claims, taken));
      claims.claim(installation.home(), List.copyOf(taken));
      Files.createDirectories(installation.home());
      Files.writeString(file, new ObjectMapper().writeValueAsString(chosen) + "\n");
      return chosen;
    }
  }

  /** The usual port, or else any that nobody uses, claims or has just been given. */
  private static int choose(int usual, PortClaims claims, Set<Integer> taken) throws IOException {
    int port = usual;
    while (claims.isClaimed(port) || !isFree(port) || !taken.add(port)) {
      port = free();
    }
    return port;
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
