package dev.imprimatur.stack.broker;

import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;

/**
 * Who may connect.
 *
 * @param serverPassword of the user {@value #SERVER}
 * @param workerPassword of the user {@value #WORKER}
 */
record BrokerUsers(String serverPassword, String workerPassword) {
  static final String SERVER = "server";
  static final String WORKER = "worker";

  /** Each user has the role of the same name and no other. */
  SecurityConfiguration configuration() {
    var configuration = new SecurityConfiguration();
    configuration.addUser(SERVER, serverPassword);
    configuration.addRole(SERVER, SERVER);
    configuration.addUser(WORKER, workerPassword);
    configuration.addRole(WORKER, WORKER);
    return configuration;
  }

  /** Shows no password. */
  @Override
  public String toString() {
    return "BrokerUsers[]";
  }
}
