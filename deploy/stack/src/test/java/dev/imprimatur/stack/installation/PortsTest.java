package dev.imprimatur.stack.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  @TempDir Path home;

  @Test
  void of_secondTime_keepsThem() throws Exception {
    Installation installation = TestInstallation.in(home.resolve("a b"));
    Ports ports = Ports.of(installation);
    assertThat(Ports.of(installation)).isEqualTo(ports);
    assertThat(Set.of(ports.portal(), ports.keycloak(), ports.database(), ports.broker()))
        .hasSize(4);
  }

  @Test
  void isFree_portThatIsListenedOn_isNot() throws Exception {
    try (var everywhere = new ServerSocket(0);
        var here = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(everywhere.getLocalPort())).isFalse();
      assertThat(Ports.isFree(here.getLocalPort())).isFalse();
    }
  }
}
