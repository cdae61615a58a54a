package dev.imprimatur.stack.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the broker until the process is told to end. */
public final class BrokerProcess {
  /** What is logged when the broker takes connections. */
  public static final String READY = "The broker is ready";

  private static final Logger log = LoggerFactory.getLogger(BrokerProcess.class);

  private BrokerProcess() {}

  /** Takes no arguments; its settings come from the environment. */
  public static void main(String[] arguments) throws Exception {
    java.util.logging.Logger.getLogger("org.apache.activemq.audit")
        .setLevel(java.util.logging.Level.WARNING);
    EmbeddedActiveMQ broker = broker(System.getenv());
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    broker.stop();
                  } catch (Exception e) {
                    log.warn("The broker did not stop in good order", e);
                  }
                  ended.countDown();
                },
                "stop"));
    broker.start();
    log.info(READY);
    ended.await();
  }

  private static EmbeddedActiveMQ broker(Map<String, String> environment) {
    var users =
        new BrokerUsers(
            setting(environment, "IMPRIMATUR_BROKER_SERVER_PASSWORD"),
            setting(environment, "IMPRIMATUR_BROKER_WORKER_PASSWORD"));
    var broker = new EmbeddedActiveMQ();
    broker.setConfiguration(
        BrokerConfiguration.of(
            Path.of(setting(environment, "IMPRIMATUR_BROKER_DATA")),
            Integer.parseInt(setting(environment, "IMPRIMATUR_BROKER_PORT"))));
    broker.setSecurityManager(
        new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users.configuration()));
    return broker;
  }

  private static String setting(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }
}
