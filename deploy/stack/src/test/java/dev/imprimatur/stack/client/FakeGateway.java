package dev.imprimatur.stack.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A server that answers each address with what a test lined up; the last answer stays. */
final class FakeGateway implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final List<String> heard = new ArrayList<>();

  FakeGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private record Reply(int status, String body) {}

  FakeGateway on(String request, int status, String body) {
    replies.computeIfAbsent(request, ignored -> new ArrayDeque<>()).add(new Reply(status, body));
    return this;
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Method, address and body of each request. */
  List<String> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    synchronized (heard) {
      heard.add(
          request + " " + body + " " + exchange.getRequestHeaders().getFirst("Authorization"));
    }
    Deque<Reply> lined = replies.getOrDefault(request, new ArrayDeque<>());
    Reply reply = lined.size() > 1 ? lined.poll() : lined.peek();
    if (reply == null) {
      reply = new Reply(404, "{}");
    }
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
