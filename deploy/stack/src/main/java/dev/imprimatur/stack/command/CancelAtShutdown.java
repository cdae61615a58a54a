package dev.imprimatur.stack.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.imprimatur.stack.client.Gateway;
import java.io.IOException;
import java.io.PrintWriter;

/** Gives up a request when whoever waits for it presses Ctrl-C. */
final class CancelAtShutdown {
  private final Gateway gateway;
  private final PrintWriter out;
  private volatile String waitingFor = "";

  CancelAtShutdown(Gateway gateway, PrintWriter out) {
    this.gateway = gateway;
    this.out = out;
  }

  /** From now on this request is given up if the process is told to end. */
  void begin(String id) {
    waitingFor = id;
    Runtime.getRuntime().addShutdownHook(new Thread(this::cancel, "cancel"));
  }

  /** The request has come to its end. */
  void end() {
    waitingFor = "";
  }

  private void cancel() {
    String id = waitingFor;
    if (id.isEmpty()) {
      return;
    }
    try {
      gateway.post(
          "/api/generations/" + id + "/cancellation", JsonNodeFactory.instance.objectNode());
      out.println("Cancelled request " + id);
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      out.println("Request " + id + " could not be cancelled: " + e.getMessage());
      out.flush();
    }
  }
}
