package dev.imprimatur.stack.part;

import dev.imprimatur.stack.installation.Installation;
import dev.imprimatur.stack.installation.Ports;
import dev.imprimatur.stack.installation.Secrets;
import dev.imprimatur.stack.process.Part;
import java.util.List;

/** All parts, in the order of their start. */
public final class Parts {
  private Parts() {}

  public static List<Part> all(Installation installation, Ports ports, Secrets secrets) {
    return List.of(
        new PostgresPart(installation, ports, secrets),
        new KeycloakPart(installation, ports, secrets),
        new BrokerPart(installation, ports, secrets),
        new ServerPart(installation, ports, secrets),
        new WorkerPart(installation, ports, secrets));
  }
}
