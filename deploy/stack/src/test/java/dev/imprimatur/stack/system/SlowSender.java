package dev.imprimatur.stack.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Announces a body and then sends a byte of it every now and then, or none. */
final class SlowSender implements AutoCloseable {
  private static final int PAUSE_MILLISECONDS = 500;

  private final Socket socket;
  private final CompletableFuture<String> answer;

  /**
   * Begins.
   *
   * @param head the request's line and headers, without the blank line
   * @param drips whether it sends any byte of the body
   */
  SlowSender(URI server, String head, boolean drips) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    send(head.strip().replace("\n", "\r\n") + "\r\nHost: " + server.getAuthority() + "\r\n\r\n");
    answer =
        CompletableFuture.supplyAsync(this::statusLine, work -> Thread.ofVirtual().start(work));
    if (drips) {
      Thread.ofVirtual().start(this::drip);
    }
  }

  /** What the server says in the end: the first line of its answer. */
  String answer() {
    return answer.join();
  }

  private String statusLine() {
    try {
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      return String.valueOf(reader.readLine());
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void drip() {
    try {
      while (!answer.isDone()) {
        send("x");
        Thread.sleep(PAUSE_MILLISECONDS);
      }
    } catch (IOException | InterruptedException e) {
      // The server has hung up, which the answer tells.
    }
  }

  private void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
