package io.signalbox.core.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertChanged;
import io.signalbox.core.alert.AlertChanged.Change;
import io.signalbox.core.alert.AlertSettings;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.alert.delivery.AlertDelivery.Way;
import io.signalbox.core.background.BackgroundProblem;
import io.signalbox.core.json.Json;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What gets to people elsewhere, and what happens where it does not. */
class AlertDeliveryTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir Path folder;

  private final ManualTime time = new ManualTime();
  private final List<String> posted = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Integer> answers = new ArrayDeque<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private boolean hangs;
  private boolean endless;
  private AlertSettings settings = AlertSettings.DEFAULT;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (hangs) {
      awaitEnd();
    }
    Integer status;
    synchronized (answers) {
      status = answers.pollFirst();
    }
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    if (endless) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(1);
      exchange.getResponseBody().flush();
      awaitEnd();
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(status == null ? 204 : status, -1);
    exchange.close();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private AlertDelivery delivery() {
    return new AlertDelivery(() -> settings, () -> "production", environment, time);
  }

  private AlertDelivery toWebhook(Duration timeout) {
    settings =
        new AlertSettings(
            Map.of(),
            new AlertSettings.Webhook(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/s3cr3t-path", timeout),
            AlertSettings.Command.NONE,
            false);
    return delivery();
  }

  private AlertDelivery toCommand(Duration timeout, String... arguments) {
    settings =
        new AlertSettings(
            Map.of(),
            AlertSettings.Webhook.NONE,
            new AlertSettings.Command(List.of(arguments), timeout),
            false);
    return delivery();
  }

  private AlertChanged changed(Change change, Alert.@Nullable Mark muted) {
    return AlertChanged.byItself(time.now(), change, alert("east", muted));
  }

  private Alert alert(String subject, Alert.@Nullable Mark muted) {
    return new Alert(
        "provider_unhealthy",
        subject,
        AlertSeverity.CRITICAL,
        "provider",
        subject,
        subject + " is unhealthy",
        "Connection refused",
        "",
        "",
        time.now(),
        null,
        time.now(),
        null,
        muted);
  }

  @Test
  void theWebhookGetsTheDocumentThatIsDocumented() throws IOException {
    AlertDelivery delivery = toWebhook(LONG);
    delivery.accept(changed(Change.FIRED, null));
    assertThat(delivery.deliver(Way.WEBHOOK)).isZero();
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("event", "fired");
    expected.put("at", "2026-06-16T12:00:00Z");
    expected.put("environment", "production");
    expected.put("id", "provider_unhealthy/east");
    expected.put("rule", "provider_unhealthy");
    expected.put("severity", "critical");
    expected.put("kind", "provider");
    expected.put("subject", "east");
    expected.put("title", "east is unhealthy");
    expected.put("detail", "Connection refused");
    expected.put("value", "");
    expected.put("location", "");
    expected.put("since", "2026-06-16T12:00:00Z");
    assertThat(Json.readObject(posted.getFirst())).isEqualTo(expected);
    assertThat(delivery.deliver(Way.WEBHOOK)).as("nothing waits").isEqualTo(Outbox.IDLE);
  }

  @Test
  void whatFailsIsTriedAgainAfterPausesThatDoubleAndIsAProblemMeanwhile() {
    AlertDelivery delivery = toWebhook(LONG);
    Collections.addAll(answers, 500, 503, 204);
    delivery.accept(changed(Change.FIRED, null));
    Instant begun = time.now();
    assertThat(delivery.deliver(Way.WEBHOOK)).isEqualTo(Duration.ofSeconds(1));
    time.advance(Duration.ofSeconds(1));
    assertThat(delivery.deliver(Way.WEBHOOK)).isEqualTo(Duration.ofSeconds(2));
    assertThat(delivery.problems())
        .containsExactly(
            new BackgroundProblem(
                "alerts to the webhook",
                "Alerts do not get to the webhook",
                "127.0.0.1 answered with status 503",
                begun));
    assertThat(delivery.deliver(Way.WEBHOOK)).isZero();
    assertThat(delivery.problems()).isEmpty();
    assertThat(posted).hasSize(3);
  }

  @Test
  void whatFailsTooOftenIsLeftAndCounted() {
    AlertDelivery delivery = toWebhook(LONG);
    Collections.addAll(answers, 500, 500, 500, 500, 500, 500);
    delivery.accept(changed(Change.FIRED, null));
    delivery.accept(changed(Change.CLEARED, null));
    for (int i = 0; i < Outbox.ATTEMPTS; i++) {
      delivery.deliver(Way.WEBHOOK);
    }
    assertThat(delivery.problems())
        .extracting(BackgroundProblem::detail)
        .containsExactly("127.0.0.1 answered with status 500; 1 not delivered");
    delivery.deliver(Way.WEBHOOK);
    assertThat(posted.getLast()).contains("\"cleared\"");
    assertThat(delivery.problems()).isEmpty();
  }

  @Test
  void noRedirectionIsFollowed() {
    AlertDelivery delivery = toWebhook(LONG);
    answers.add(302);
    delivery.accept(changed(Change.FIRED, null));
    delivery.deliver(Way.WEBHOOK);
    assertThat(posted).hasSize(1);
    assertThat(delivery.problems())
        .extracting(BackgroundProblem::detail)
        .containsExactly("127.0.0.1 answered with status 302");
  }

  @Test
  void aWebhookThatDoesNotAnswerIsLeftAndItsAddressIsToldToNobody() {
    hangs = true;
    AlertDelivery delivery = toWebhook(SHORT);
    delivery.accept(changed(Change.FIRED, null));
    delivery.deliver(Way.WEBHOOK);
    assertThat(delivery.problems())
        .extracting(BackgroundProblem::detail)
        .containsExactly("127.0.0.1 did not answer within 200 ms");
    assertThat(delivery.problems().toString() + settings).doesNotContain("s3cr3t");
    toCommand(SHORT, "page", "s3cr3t");
    assertThat(settings.toString()).doesNotContain("s3cr3t");
  }

  @Test
  @Timeout(60)
  void anAnswerThatNeverEndsHoldsNothingUp() {
    endless = true;
    AlertDelivery delivery = toWebhook(LONG);
    delivery.accept(changed(Change.FIRED, null));
    assertThat(delivery.deliver(Way.WEBHOOK)).as("its status is enough").isZero();
    assertThat(delivery.problems()).isEmpty();
  }

  @Test
  void whatIsMutedIsToldToNobodyAndItsEndIs() {
    AlertDelivery delivery = toWebhook(LONG);
    Alert.Mark muted = new Alert.Mark("ana", time.now(), time.now().plusSeconds(60));
    delivery.accept(changed(Change.FIRED, muted));
    delivery.accept(changed(Change.CLEARED, muted));
    delivery.accept(
        new AlertChanged(time.now(), Change.ACKNOWLEDGED, alert("east", null), "ana", "t"));
    delivery.accept(new AlertChanged(time.now(), Change.UNMUTED, alert("east", null), "ana", "t"));
    assertThat(delivery.deliver(Way.WEBHOOK)).isEqualTo(Outbox.IDLE);
    delivery.accept(changed(Change.UNMUTED, null));
    delivery.deliver(Way.WEBHOOK);
    assertThat(posted).singleElement().asString().contains("\"unmuted\"");
  }

  @Test
  void aChannelThatFailsIsNotToldThatItDoes() {
    AlertDelivery delivery = toWebhook(LONG);
    delivery.accept(
        AlertChanged.byItself(time.now(), Change.FIRED, alert("alerts to the webhook", null)));
    delivery.accept(
        AlertChanged.byItself(time.now(), Change.FIRED, alert("alerts to the command", null)));
    delivery.deliver(Way.WEBHOOK);
    delivery.deliver(Way.WEBHOOK);
    assertThat(posted).singleElement().asString().contains("alerts to the command");
  }

  @Test
  void theOldestGivesWayWhereTooMuchWaits() {
    AlertDelivery delivery = toWebhook(LONG);
    for (int i = 0; i < Outbox.MOST + 5; i++) {
      delivery.accept(AlertChanged.byItself(time.now(), Change.FIRED, alert("p" + i, null)));
    }
    delivery.deliver(Way.WEBHOOK);
    assertThat(posted).singleElement().asString().contains("provider_unhealthy/p5\"");
  }

  @Test
  void anotherAddressIsAnotherChannel() {
    AlertDelivery delivery = toWebhook(LONG);
    answers.add(500);
    delivery.accept(changed(Change.FIRED, null));
    delivery.deliver(Way.WEBHOOK);
    settings = AlertSettings.DEFAULT;
    assertThat(delivery.deliver(Way.WEBHOOK)).isEqualTo(Outbox.IDLE);
    assertThat(delivery.problems()).isEmpty();
  }

  private Path script(String name, String... lines) throws IOException {
    Path script = folder.resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theCommandGetsItsArgumentsAsTheyAreAndTheDocumentAsInput() throws IOException {
    Path out = folder.resolve("out");
    Path page = script("page", "printf '%s\\n' \"$@\" > \"" + out + "\"", "cat >> \"" + out + "\"");
    AlertDelivery delivery = toCommand(LONG, page.toString(), "--team", "a b; rm -rf $HOME `id`");
    delivery.accept(changed(Change.FIRED, null));
    assertThat(delivery.deliver(Way.COMMAND)).isZero();
    assertThat(Files.readString(out))
        .startsWith("--team\na b; rm -rf $HOME `id`\n{")
        .contains("\"provider_unhealthy/east\"");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aCommandThatFailsHangsOrIsNotThereIsAProblem() throws IOException {
    AlertDelivery delivery = toCommand(LONG, script("fails", "exit 3").toString());
    delivery.accept(changed(Change.FIRED, null));
    delivery.deliver(Way.COMMAND);
    assertThat(delivery.problems())
        .extracting(BackgroundProblem::detail)
        .containsExactly("fails ended with status 3");
    delivery = toCommand(SHORT, script("hangs", "sleep 600").toString());
    delivery.accept(changed(Change.FIRED, null));
    delivery.deliver(Way.COMMAND);
    assertThat(delivery.problems())
        .extracting(BackgroundProblem::detail)
        .containsExactly("hangs took longer than 200 ms");
    delivery = toCommand(LONG, folder.resolve("absent").toString());
    delivery.accept(changed(Change.FIRED, null));
    delivery.deliver(Way.COMMAND);
    assertThat(delivery.problems())
        .extracting(BackgroundProblem::detail)
        .containsExactly("absent could not be started");
  }

  @Test
  @Timeout(60)
  @DisabledOnOs(OS.WINDOWS)
  void aCommandThatReadsNothingIsEndedHoweverLongTheDocument() throws IOException {
    AlertDelivery delivery = toCommand(SHORT, script("deaf", "sleep 600").toString());
    Alert wordy = alert("x".repeat(300_000), null);
    delivery.accept(AlertChanged.byItself(time.now(), Change.FIRED, wordy));
    delivery.deliver(Way.COMMAND);
    assertThat(delivery.problems())
        .extracting(BackgroundProblem::detail)
        .containsExactly("deaf took longer than 200 ms");
  }

  /** A shell that sees its child end starts the next one. */
  @Test
  @Timeout(60)
  @DisabledOnOs(OS.WINDOWS)
  void whatACommandHasStartedEndsWithIt() throws Exception {
    Path pids = folder.resolve("pids");
    Path again =
        script(
            "again", "while :; do", "sh -c 'echo $$ >> \"" + pids + "\"; exec sleep 600'", "done");
    AlertDelivery delivery = toCommand(Duration.ofSeconds(1), again.toString());
    delivery.accept(changed(Change.FIRED, null));
    for (int i = 0; i < Outbox.ATTEMPTS; i++) {
      delivery.deliver(Way.COMMAND);
    }
    List<String> started = Files.readAllLines(pids);
    assertThat(started).isNotEmpty();
    for (String pid : started) {
      Optional<ProcessHandle> known = ProcessHandle.of(Long.parseLong(pid));
      if (known.isPresent()) {
        known.get().onExit().get();
      }
    }
  }

  @Test
  @DisabledOnOs({OS.WINDOWS, OS.MAC})
  void theDesktopIsToldWhereItHasANotifier() throws IOException {
    Path out = folder.resolve("out");
    script("notify-send", "printf '%s\\n' \"$@\" > \"" + out + "\"");
    environment = Map.of("PATH", folder.toString(), "DISPLAY", ":7");
    settings =
        new AlertSettings(Map.of(), AlertSettings.Webhook.NONE, AlertSettings.Command.NONE, true);
    AlertDelivery delivery = delivery();
    delivery.accept(changed(Change.FIRED, null));
    assertThat(delivery.deliver(Way.DESKTOP)).isZero();
    assertThat(Files.readAllLines(out))
        .containsExactly("--app-name=Signalbox", "--", "east is unhealthy", "Connection refused");
    environment = Map.of("PATH", folder.toString());
    AlertDelivery headless = delivery();
    headless.accept(changed(Change.FIRED, null));
    assertThat(headless.deliver(Way.DESKTOP)).as("no display").isEqualTo(Outbox.IDLE);
  }
}
