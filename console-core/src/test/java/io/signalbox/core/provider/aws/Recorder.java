package io.signalbox.core.provider.aws;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An address that refuses everything and remembers how it was called. */
final class Recorder implements AutoCloseable {

  private final HttpServer server;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  /** A request, as it came. */
  record Seen(String uri, String host, String authorization, Optional<String> token) {}

  Recorder() throws IOException {
    this(400, "no");
  }

  /** Answers every request with this. */
  Recorder(int status, String answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          seen.add(
              new Seen(
                  exchange.getRequestURI().toString(),
                  String.valueOf(headers.getFirst("Host")),
                  String.valueOf(headers.getFirst("Authorization")),
                  Optional.ofNullable(headers.getFirst("X-Amz-Security-Token"))));
          exchange.getRequestBody().readAllBytes();
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  List<Seen> seen() {
    return seen;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
