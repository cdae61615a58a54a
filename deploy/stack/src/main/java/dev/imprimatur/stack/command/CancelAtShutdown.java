package dev.imprimatur.stack.command;

import java.io.IOException;
import java.io.PrintWriter;

/** Gives up what the system does for somebody when they press Ctrl-C. */
final class CancelAtShutdown {
  private final Cancellation cancellation;
  private final PrintWriter out;
  private volatile String name = "";
  private volatile String address = "";

  CancelAtShutdown(Cancellation cancellation, PrintWriter out) {
    this.cancellation = cancellation;
    this.out = out;
  }

  /** Tells the system. */
  interface Cancellation {
    void post(String address) throws IOException, InterruptedException;
  }

  /**
   * From now on this is given up if the process is told to end.
   *
   * @param what for people, for example {@code request 7}
   * @param resource its address in the API
   */
  void begin(String what, String resource) {
    name = what;
    address = resource;
    Runtime.getRuntime().addShutdownHook(new Thread(this::cancel, "cancel"));
  }

  /** It has come to its end. */
  void end() {
    address = "";
  }

  void cancel() {
    if (address.isEmpty()) {
      return;
    }
    try {
      cancellation.post(address + "/cancellation");
      out.println("Cancelled " + name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      out.println("Could not cancel " + name + ": " + e.getMessage());
    }
    out.flush();
  }
}
