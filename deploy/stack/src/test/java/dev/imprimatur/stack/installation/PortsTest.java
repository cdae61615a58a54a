package dev.imprimatur.stack.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  @TempDir Path home;

  @Test
  void of_secondTime_keepsThem() throws Exception {
    Installation installation = TestInstallation.in(home.resolve("a b"));
    Ports ports = Ports.of(installation, claims());
    assertThat(Ports.of(installation, claims())).isEqualTo(ports);
    assertThat(all(ports)).doesNotHaveDuplicates();
  }

  @Test
  void of_aSecondInstallation_leavesTheFirstOnesAloneAlthoughItDoesNotRun() throws Exception {
    Ports first = Ports.of(TestInstallation.in(home.resolve("first")), claims());
    Ports second = Ports.of(TestInstallation.in(home.resolve("second")), claims());
    assertThat(all(second)).doesNotContainAnyElementsOf(all(first));
  }

  @Test
  void of_afterTheFirstInstallationWasDeleted_mayTakeItsPorts() throws Exception {
    Installation first = TestInstallation.in(home.resolve("first"));
    Ports ports = Ports.of(first, claims());
    FolderCopy.remove(first.home());
    try (PortClaims claims = PortClaims.open(claims())) {
      for (int port : all(ports)) {
        assertThat(claims.isClaimed(port)).isFalse();
      }
    }
  }

  @Test
  void isFree_portThatIsListenedOn_isNot() throws Exception {
    try (var everywhere = new ServerSocket(0);
        var here = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(everywhere.getLocalPort())).isFalse();
      assertThat(Ports.isFree(here.getLocalPort())).isFalse();
    }
  }

  private Path claims() {
    return home.resolve("claims");
  }

  private static List<Integer> all(Ports ports) {
    return List.of(ports.portal(), ports.keycloak(), ports.database(), ports.broker());
  }
}
