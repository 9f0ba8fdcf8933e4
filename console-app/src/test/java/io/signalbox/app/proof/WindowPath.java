package io.signalbox.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.SampleFolder;
import io.signalbox.core.testing.Many;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import javafx.geometry.Point2D;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;

/**
 * What an operator does in the window, from the first frame to the end. Each is walked in a process
 * of its own; a walk that does not go as it must throws an {@link AssertionError} that says what
 * was seen instead.
 */
enum WindowPath {
  SUBMIT("A double click on Submit") {
    @Override
    void prepare(Path folder) throws IOException {
      sample(folder);
    }

    @Override
    String walk(Operator operator) {
      operator.keys(KeyCode.CONTROL, KeyCode.DIGIT6);
      operator.doubleClick("#submit");
      operator.until("the answer", () -> operator.reads("Accepted as req-"));
      operator.untilTold(
          "the request's end", all -> all.size() > 0 && isEnded(all.get(0)), "requests", "list");
      JsonNode all = operator.ask("requests", "list");
      must(all.size() == 1, all.size() + " requests are in the store");
      String state = all.get(0).get("status").asText();
      must(state.equals("complete"), "the request ended " + state);
      return "one request in the store, complete; the form says \"Accepted as req-…\"";
    }
  },

  SWITCH("A switch thrown while calls come and go") {
    @Override
    void prepare(Path folder) throws IOException {
      sample(folder);
    }

    @Override
    String walk(Operator operator) {
      operator.keys(KeyCode.CONTROL, KeyCode.DIGIT3);
      operator.click("#providers .label", SWITCHED);
      operator.until("its detail", () -> operator.sees("#action-drain"));
      operator.click("#action-drain");
      List<String> wanted =
          List.of("#throw-reason", "30 min", "#throw-name", "Until lifted", "2 h");
      List<Point2D> places =
          wanted.stream()
              .map(each ->
                  each.startsWith("#")
                      ? operator.place(each, "")
                      : operator.place("#switch-form .toggle-button", each))
              .toList();
      Point2D first = operator.place("#throw-reason", "");
      int landed = 0;
      for (int i = 0; i < CLICKS; i++) {
        String each = wanted.get(i % wanted.size());
        operator.clickAt(places.get(i % wanted.size()));
        Operator.pause(700);
        landed += got(operator, each) ? 1 : 0;
      }
      must(landed == CLICKS, landed + " of " + CLICKS + " clicks landed");
      operator.clickAt(places.get(0));
      operator.write("p95 over 1500 ms");
      operator.clickAt(places.get(2));
      operator.write(SWITCHED);
      must(first.equals(operator.place("#throw-reason", "")), "a field moved");
      operator.click("#throw-confirm");
      operator.until("the toast", () -> operator.reads(SWITCHED + " is drained"));
      JsonNode told = operator.ask("providers", "show", SWITCHED);
      must(told.get("state").asText().equals("drained"), "state " + told.get("state"));
      must(told.get("share").asDouble() == 0, "share " + told.get("share"));
      return landed
          + " of "
          + CLICKS
          + " clicks landed where the controls stood at first, nothing moved; typed, confirmed,"
          + " drained, share 0";
    }

    private static boolean got(Operator operator, String wanted) {
      if (wanted.startsWith("#")) {
        return operator.focused().equals(wanted.substring(1));
      }
      ToggleButton choice = (ToggleButton) operator.node("#switch-form .toggle-button", wanted);
      return operator.is(choice::isSelected);
    }
  },

  FORCED("A forced circuit") {
    @Override
    void prepare(Path folder) throws IOException {
      sample(folder);
    }

    @Override
    String walk(Operator operator) {
      operator.keys(KeyCode.CONTROL, KeyCode.DIGIT3);
      operator.click("#providers .label", FORCED_PROVIDER);
      operator.click("#action-force-open");
      operator.click("#throw-reason");
      operator.write("storm");
      operator.click("#throw-name");
      operator.write(FORCED_PROVIDER);
      operator.click("#throw-confirm");
      operator.until("the toast", () -> operator.reads("is forced open"));
      List<String> places = new ArrayList<>();
      for (KeyCode key : SCREENS) {
        operator.keys(KeyCode.CONTROL, key);
        operator.until("the words on screen " + key, () -> operator.reads(FORCED_WORDS));
        String title = operator.texts(".top-bar .screen-title").getFirst();
        operator.until(
            "the words around " + title,
            () -> operator.sees("#nav-held") && operator.reads("1 " + FORCED_WORDS));
        if (Set.of("Overview", "Tracks", "Providers", "Routing").contains(title)) {
          if (title.equals("Routing")) {
            operator.click("#strategy-west-line");
          }
          operator.until(
              "the words on " + title + " itself",
              () -> operator.readsBeside("#nav-held", FORCED_WORDS));
          places.add(title);
        }
        if (title.equals("Overview")) {
          operator.picture("paths-forced");
        }
      }
      must(said(operator.ask("overview")), "'overview' does not say it");
      must(said(operator.ask("providers", "list")), "'providers list' does not say it");
      must(said(operator.ask("routing", "show")), "'routing show' does not say it");
      return "\"forced open\" on "
          + String.join(", ", places)
          + ", beside all seven screens, and in `overview`, `providers list` and `routing show`";
    }

    private static boolean said(JsonNode document) {
      return document.findParents("subject").stream()
          .anyMatch(each ->
              each.get("subject").asText().equals(FORCED_PROVIDER)
                  && each.get("what").asText().equals(FORCED_WORDS));
    }
  },

  CLOSE("Closed by the window manager during 12 open requests") {
    @Override
    void prepare(Path folder) throws IOException {
      new Many(6, 20, 3).writeTo(folder);
      replace(folder, "\"launch_time_ms\": 2000", "\"launch_time_ms\": 180000");
    }

    @Override
    String walk(Operator operator) {
      operator.keys(KeyCode.CONTROL, KeyCode.DIGIT6);
      for (int i = 1; i <= REQUESTS; i++) {
        operator.click("#submit");
        operator.until("the answer", () -> operator.reads("Accepted as req-"));
        operator.click("#submit-another");
      }
      JsonNode all = operator.ask("requests", "list");
      long open = each(all).stream().filter(request -> !isEnded(request)).count();
      must(open == REQUESTS, open + " of " + all.size() + " requests were open");
      return open + " requests open, Alt F4, ended with status 0";
    }
  },

  AGAIN("Started again after it") {
    @Override
    void prepare(Path folder) {
      // Goes on where the window before it was closed.
    }

    @Override
    String walk(Operator operator) {
      operator.keys(KeyCode.CONTROL, KeyCode.DIGIT6);
      operator.untilTold(
          "the end of every request",
          all -> each(all).stream().allMatch(WindowPath::isEnded),
          "requests",
          "list");
      long requested = 0;
      for (JsonNode each : each(operator.ask("requests", "list"))) {
        String state = each.get("status").asText();
        must(state.equals("complete"), each.get("request_id") + " ended " + state);
        requested += each.get("requested").asLong();
      }
      Set<String> machines = new HashSet<>();
      List<JsonNode> listed = each(operator.ask("machines", "list"));
      listed.forEach(each -> machines.add(each.get("machine_id").asText()));
      must(listed.size() == requested, listed.size() + " machines of " + requested);
      must(machines.size() == requested, "a machine is listed twice");
      JsonNode sweep = operator.ask("machines", "sweep", "--dry-run");
      for (JsonNode each : each(operator.ask("providers", "list"))) {
        must(
            each.get("takes_work").asBoolean() && each.get("state").asText().equals("in service"),
            each.get("name") + " is " + each.get("state"));
        must(!each.get("health").asText().equals("UNHEALTHY"), each.get("name") + " is unhealthy");
      }
      must(sweep.get("orphans").isEmpty(), "machines without a request: " + sweep.get("orphans"));
      must(sweep.get("missing").isEmpty(), "machines that are gone: " + sweep.get("missing"));
      operator.until("the screen", () -> operator.reads("complete"));
      return REQUESTS
          + " requests complete, "
          + requested
          + " machines requested and as many running, none twice, none left over; no provider"
          + " ejected or unhealthy";
    }
  },

  OUTAGE("60 providers with an outage") {
    @Override
    void prepare(Path folder) throws IOException {
      Many many = new Many(60, 60, 30);
      many.writeTo(folder);
      Path file = folder.resolve("config.json");
      String text = Files.readString(file);
      for (int i : SICK) {
        String name = "\"name\": \"" + many.provider(i) + "\"";
        int config = text.indexOf("\"config\": {", text.indexOf(name)) + "\"config\": {".length();
        text = text.substring(0, config) + "\"outage\": true, " + text.substring(config);
      }
      Files.writeString(
          file, text.replace("\"environment\": \"many\"", "\"environment\": \"production\""));
    }

    @Override
    String walk(Operator operator) {
      Many many = new Many(60, 60, 30);
      List<String> sick = SICK.stream().map(many::provider).toList();
      String worst = sick.getFirst();
      for (String each : sick) {
        operator.until("the alert of " + each, () -> operator.reads(each + " is unhealthy"));
      }
      List<String> tiles = operator.texts(".tile .strong");
      must(
          tiles.size() >= sick.size() && sick.containsAll(tiles.subList(0, sick.size())),
          "the first tiles are " + tiles);
      operator.picture("paths-outage");
      operator.clickBelow(worst + " is unhealthy", "Drain…");
      operator.click("#throw-reason");
      operator.write("outage");
      operator.click("#throw-name");
      operator.write(worst);
      operator.click("#throw-confirm");
      operator.until("the toast", () -> operator.reads(worst + " is drained"));
      JsonNode told = operator.ask("providers", "show", worst);
      must(told.get("state").asText().equals("drained"), "state " + told.get("state"));
      must(told.get("share").asDouble() == 0, "share " + told.get("share"));
      return sick.size()
          + " sick providers stand first and in Alerts; "
          + worst
          + " drained from its alert, share 0";
    }
  };

  private static final int CLICKS = 15;
  private static final int REQUESTS = 12;
  private static final String SWITCHED = "aws-us-west-2";
  private static final String FORCED_PROVIDER = "aws-us-west-2";
  private static final String FORCED_WORDS = "forced open";
  private static final List<Integer> SICK = List.of(10, 27, 44);
  private static final List<KeyCode> SCREENS =
      List.of(
          KeyCode.DIGIT1,
          KeyCode.DIGIT2,
          KeyCode.DIGIT3,
          KeyCode.DIGIT4,
          KeyCode.DIGIT5,
          KeyCode.DIGIT6,
          KeyCode.DIGIT7);

  private final String title;

  WindowPath(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Fills the folder the window is opened on. */
  abstract void prepare(Path folder) throws IOException;

  /** Walks it; says how it went. The window is closed by whoever called. */
  abstract String walk(Operator operator);

  private static void sample(Path folder) throws IOException {
    SampleFolder.copyTo(folder);
    replace(folder, "\"environment\": \"development\"", "\"environment\": \"production\"");
  }

  private static void replace(Path folder, String text, String by) throws IOException {
    Path file = folder.resolve("config.json");
    String before = Files.readString(file);
    if (!before.contains(text)) {
      throw new IOException(file + " has no " + text);
    }
    Files.writeString(file, before.replace(text, by));
  }

  private static List<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }

  private static boolean isEnded(JsonNode request) {
    return Set.of("complete", "partial", "failed", "cancelled", "timeout")
        .contains(request.get("status").asText());
  }

  private static void must(boolean so, String instead) {
    if (!so) {
      throw new AssertionError(instead);
    }
  }
}
