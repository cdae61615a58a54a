package dev.imprimatur.worker;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** How a worker speaks to the broker. */
final class BrokerAddress {
  /**
   * No reconnecting behind our back; a frozen worker's order goes to another after four seconds;
   * and no orders fetched ahead, since the next free worker is to get them.
   */
  private static final String SETTINGS =
      "?reconnectAttempts=0&callTimeout=5000&consumerWindowSize=0"
          + "&connectionTTL=4000&clientFailureCheckPeriod=1500";

  private BrokerAddress() {}

  static ConnectionFactory connectionFactory(WorkerConfiguration configuration) {
    return new ActiveMQConnectionFactory(
        configuration.brokerUrl() + SETTINGS,
        configuration.brokerUser(),
        configuration.brokerPassword());
  }
}
