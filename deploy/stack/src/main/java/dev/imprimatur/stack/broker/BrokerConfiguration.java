package dev.imprimatur.stack.broker;

import static dev.imprimatur.contract.Destinations.CANCELLATIONS;
import static dev.imprimatur.contract.Destinations.DEAD_ORDERS;
import static dev.imprimatur.contract.Destinations.DEAD_RESULTS;
import static dev.imprimatur.contract.Destinations.HEARTBEATS;
import static dev.imprimatur.contract.Destinations.ORDERS;
import static dev.imprimatur.contract.Destinations.PROGRESS;
import static dev.imprimatur.contract.Destinations.RESULTS;

import java.nio.file.Path;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * Queues, topics, and who may do what with them: the server sends orders and reads answers, workers
 * read orders and send answers, and nobody makes new queues.
 */
final class BrokerConfiguration {
  /** An order that three workers did not survive is not given to a fourth. */
  private static final int ORDER_ATTEMPTS = 3;

  /** One crash of the server can use up two attempts, so results get many. */
  private static final int RESULT_ATTEMPTS = 10;

  private static final long FIRST_DELAY = 2_000;
  private static final long LONGEST_DELAY = 60_000;
  private static final long MEMORY = 64L << 20;

  private BrokerConfiguration() {}

  static Configuration of(Path data, int port) {
    try {
      Configuration configuration =
          new ConfigurationImpl()
              .setName("imprimatur")
              .setPersistenceEnabled(true)
              .setJournalType(JournalType.NIO)
              .setJournalDatasync(true)
              .setJournalSyncTransactional(true)
              .setJournalSyncNonTransactional(true)
              .setPersistIDCache(true)
              .setSecurityEnabled(true)
              .setJMXManagementEnabled(false)
              .setJournalDirectory(data.resolve("journal").toString())
              .setBindingsDirectory(data.resolve("bindings").toString())
              .setLargeMessagesDirectory(data.resolve("large").toString())
              .setPagingDirectory(data.resolve("paging").toString())
              .addAcceptorConfiguration("tcp", "tcp://localhost:" + port + "?protocols=CORE");
      queue(configuration, ORDERS, BrokerUsers.SERVER, BrokerUsers.WORKER);
      queue(configuration, RESULTS, BrokerUsers.WORKER, BrokerUsers.SERVER);
      queue(configuration, DEAD_ORDERS, "nobody", BrokerUsers.SERVER);
      queue(configuration, DEAD_RESULTS, "nobody", BrokerUsers.SERVER);
      topic(configuration, PROGRESS, BrokerUsers.WORKER, BrokerUsers.SERVER);
      topic(configuration, HEARTBEATS, BrokerUsers.WORKER, BrokerUsers.SERVER);
      topic(configuration, CANCELLATIONS, BrokerUsers.SERVER, BrokerUsers.WORKER);
      configuration.addAddressSetting("imprimatur.#", settings(RESULT_ATTEMPTS, DEAD_RESULTS));
      configuration.addAddressSetting(ORDERS, settings(ORDER_ATTEMPTS, DEAD_ORDERS));
      return configuration;
    } catch (Exception e) {
      throw new IllegalArgumentException("the broker's configuration is wrong", e);
    }
  }

  private static AddressSettings settings(int attempts, String dead) {
    return new AddressSettings()
        .setMaxDeliveryAttempts(attempts)
        .setDeadLetterAddress(SimpleString.of(dead))
        .setRedeliveryDelay(FIRST_DELAY)
        .setRedeliveryMultiplier(2)
        .setMaxRedeliveryDelay(LONGEST_DELAY)
        .setMaxSizeBytes(MEMORY)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setAutoCreateAddresses(false)
        .setAutoCreateQueues(false)
        .setAutoDeleteQueues(false)
        .setAutoDeleteAddresses(false);
  }

  private static void queue(
      Configuration configuration, String name, String sender, String reader) {
    configuration.addAddressConfiguration(
        new CoreAddressConfiguration()
            .setName(name)
            .addRoutingType(RoutingType.ANYCAST)
            .addQueueConfiguration(
                QueueConfiguration.of(name)
                    .setAddress(name)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true)));
    configuration.putSecurityRoles(name, Set.of(mayOnlySend(sender), mayRead(reader, false)));
  }

  private static void topic(
      Configuration configuration, String name, String sender, String reader) {
    configuration.addAddressConfiguration(
        new CoreAddressConfiguration().setName(name).addRoutingType(RoutingType.MULTICAST));
    configuration.putSecurityRoles(name, Set.of(mayOnlySend(sender), mayRead(reader, true)));
  }

  private static Role mayOnlySend(String user) {
    return role(user, true, false, false);
  }

  /** A subscriber of a topic needs a queue of its own, which ends with its connection. */
  private static Role mayRead(String user, boolean topic) {
    return role(user, false, true, topic);
  }

  private static Role role(String user, boolean send, boolean consume, boolean subscribe) {
    return new Role(
        user, send, consume, false, false, subscribe, subscribe, false, false, false, false, false,
        false);
  }
}
