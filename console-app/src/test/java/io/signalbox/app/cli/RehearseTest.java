package io.signalbox.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.app.Main;
import io.signalbox.app.testing.CliRun;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rehearse aws}: what it prints, that it serves, and that it ends. */
final class RehearseTest {

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void printsWhatPointsAProviderAtItAndServesUntilItIsEnded() throws Exception {
    var lines = new PipedInputStream();
    var err = new ByteArrayOutputStream();
    var out = new PipedOutputStream(lines);
    var run = new FutureTask<>(() -> rehearse(out, err));
    Thread thread = Thread.ofPlatform().start(run);
    var reader = new BufferedReader(new InputStreamReader(lines, UTF_8));
    assertThat(reader.readLine()).isEqualTo("\"region\": \"us-east-1\",");
    String endpoint = reader.readLine();
    assertThat(endpoint).matches("\"endpoint\": \"http://127\\.0\\.0\\.1:\\d+\",");
    assertThat(reader.readLine())
        .isEqualTo("export AWS_ACCESS_KEY_ID=rehearsal AWS_SECRET_ACCESS_KEY=rehearsal");
    URI cloud = URI.create(endpoint.split("\"")[3]);
    assertThat(get(cloud.resolve("/_faults"))).contains("honourTokens");

    thread.interrupt();
    assertThat(run.get()).isZero();
    assertThat(err.toString(UTF_8)).contains("What is made is kept in", "/_faults", "Ctrl-C");
    assertThat(folder.resolve("cloud/ledger.jsonl")).exists();
    assertThatThrownBy(() -> get(cloud)).isInstanceOf(ConnectException.class);
  }

  private int rehearse(PipedOutputStream out, ByteArrayOutputStream err) {
    return Main.run(
        new String[] {
          "rehearse", "aws", "--port", "0", "--dir", folder.resolve("cloud").toString()
        },
        InputStream.nullInputStream(),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        Map.of());
  }

  private String get(URI address) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  }

  @Test
  void saysThatThePortIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var run =
          new CliRun.Shell(folder)
              .run("rehearse", "aws", "--port", String.valueOf(taken.getLocalPort()));
      assertThat(run.status).isEqualTo(4);
      assertThat(run.error().get("message").asText())
          .contains("Port " + taken.getLocalPort() + " is taken", "--port");
    }
  }

  @Test
  void saysThatAFolderCannotBeOne() throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "");
    var run =
        new CliRun.Shell(folder).run("rehearse", "aws", "--port", "0", "--dir", file.toString());
    assertThat(run.status).isEqualTo(4);
    assertThat(run.error().get("message").asText())
        .contains("nothing can be kept in " + file, "FileAlreadyExists", "--dir");
  }

  @Test
  void refusesAPortThatThereIsNot() {
    for (String port : List.of("65536", "-1", "http")) {
      var run = new CliRun.Shell(folder).run("rehearse", "aws", "--port", port);
      assertThat(run.status).as(port).isEqualTo(2);
      assertThat(run.err).contains("--port is '" + port + "'");
    }
  }
}
