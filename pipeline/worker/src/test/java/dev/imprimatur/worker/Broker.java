package dev.imprimatur.worker;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A real broker on a free port, without passwords. */
final class Broker implements AutoCloseable {
  private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
  private final int port;

  Broker(Path folder, int port) throws Exception {
    this.port = port;
    var configuration =
        new ConfigurationImpl()
            .setSecurityEnabled(false)
            .setJournalDirectory(folder.resolve("journal").toString())
            .setBindingsDirectory(folder.resolve("bindings").toString())
            .setLargeMessagesDirectory(folder.resolve("large").toString())
            .setPagingDirectory(folder.resolve("paging").toString())
            .addAcceptorConfiguration("tcp", "tcp://localhost:" + port);
    configuration.addAddressSetting(
        "imprimatur.#", new AddressSettings().setDeadLetterAddress(SimpleString.of("dead")));
    server.setConfiguration(configuration);
    server.start();
  }

  String url() {
    return "tcp://localhost:" + port;
  }

  static int freePort() throws java.io.IOException {
    try (var socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
