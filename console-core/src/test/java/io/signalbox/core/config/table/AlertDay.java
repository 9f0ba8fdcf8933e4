package io.signalbox.core.config.table;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertSettings;
import io.signalbox.core.alert.delivery.AlertDelivery;
import io.signalbox.core.alert.watching.AlertWatch;
import io.signalbox.core.alert.watching.Past;
import io.signalbox.core.alert.watching.Reading;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryAlerts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Some minutes in which the provider east is slow and west is not: what is open in each, and who is
 * told of it, by a server, a program and a notifier that write down what they are told.
 */
final class AlertDay implements AutoCloseable {

  private static final int MINUTES = 7;
  private static final long CALLS = 30;
  private static final double SLOW_P95 = 1_700;
  private static final double SLOW_MEAN = 900;
  private static final double FAST = 300;

  private final Path programs;
  private final List<String> posted = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer web;

  AlertDay(Path folder) throws IOException {
    programs = Files.createTempDirectory(folder, "programs");
    String note = " >> \"" + programs.resolve("told") + "\"\n";
    program("page", "printf 'page %s\\n' \"$1\"" + note);
    program("hangs", "sleep 600\n");
    // As the notifiers of Linux and macOS are called.
    program("notify-send", "printf 'desktop\\n'" + note);
    program("osascript", "printf 'desktop\\n'" + note);
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.setExecutor(threads);
    web.createContext("/", this::answer);
    web.start();
  }

  private void program(String name, String script) throws IOException {
    Path file = programs.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    posted.add("posted to " + path);
    if (path.equals("/never")) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  /** A section with the places of the server and the programs. */
  String placed(String written) {
    return written
        .replace("$WEB", "http://127.0.0.1:" + web.getAddress().getPort())
        .replace("$BIN", programs.toString());
  }

  /** What is open in each minute, what was told elsewhere, and what did not get there. */
  List<String> of(AlertSettings settings) throws IOException {
    ManualTime time = new ManualTime();
    EventStream events = new EventStream();
    MemoryAlerts store = new MemoryAlerts();
    AlertWatch watch = new AlertWatch(() -> settings, store, Past.NONE, events);
    AlertDelivery delivery =
        new AlertDelivery(
            () -> settings,
            () -> "test",
            Map.of("PATH", programs.toString(), "DISPLAY", ":7"),
            time);
    events.subscribe(delivery::accept);
    posted.clear();
    Path told = programs.resolve("told");
    Files.deleteIfExists(told);
    List<String> day = new ArrayList<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      int at = minute;
      watch
          .look(AlertWatch.Role.WATCHES, readings(), store.list(), time.now())
          .forEach(each -> day.add(at + " " + each.id() + " " + each.severity()));
      time.advance(Duration.ofMinutes(1));
    }
    for (AlertDelivery.Way way : AlertDelivery.Way.values()) {
      delivery.deliver(way);
    }
    day.addAll(posted);
    if (Files.exists(told)) {
      day.addAll(Files.readAllLines(told));
    }
    delivery.problems().forEach(each -> day.add(each.title() + ": " + each.detail()));
    return day;
  }

  private static Map<AlertMetric, List<Reading>> readings() {
    return Map.of(
        AlertMetric.P95_RESPONSE, of(AlertMetric.P95_RESPONSE, SLOW_P95),
        AlertMetric.MEAN_RESPONSE, of(AlertMetric.MEAN_RESPONSE, SLOW_MEAN),
        // Something that a rule which is built in tells, whatever is written.
        AlertMetric.CAPACITY_ERRORS,
            List.of(Reading.ofProvider(AlertMetric.CAPACITY_ERRORS, "east", 2, CALLS, "")));
  }

  private static List<Reading> of(AlertMetric metric, double east) {
    return List.of(
        Reading.ofProvider(metric, "east", east, CALLS, "measured"),
        Reading.ofProvider(metric, "west", FAST, CALLS, "measured"));
  }

  @Override
  public void close() {
    end.countDown();
    web.stop(0);
    threads.close();
  }
}
