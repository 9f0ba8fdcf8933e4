package io.signalbox.app.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One request from asking to giving back, with whatever strikes the processes that work on it. At
 * its end the books of the clouds are compared with what the request says: as many machines as were
 * asked for, or truthfully told what there is; none left after one sweep.
 */
final class Story {

  private static final int SETTLE = 60;

  /** Half seconds that a request may take after the last blow: its deadline and as much again. */
  private static final int END = 160;

  private final Program victims;
  private final Room room;
  private final String key;
  private final int count;
  private final List<String> wrong = new ArrayList<>();
  private final Set<String> unknown = new LinkedHashSet<>();
  private int struck;
  private String ended = "";

  /** What strikes one process. */
  @FunctionalInterface
  interface Blow {
    /** Whether it struck before the process had ended. */
    boolean strike(Program.Running victim) throws IOException, InterruptedException;
  }

  /**
   * @param struck blows that found their process alive
   * @param ended how the request ended
   * @param wrong what was not as it must be; empty for a good story
   */
  record Outcome(Room room, int struck, String ended, List<String> wrong) {}

  /**
   * @param victims starts what is struck
   */
  Story(Program victims, Room room, SplittableRandom random, String key) {
    this.victims = victims;
    this.room = room;
    this.key = key;
    this.count = 1 + random.nextInt(4);
  }

  /** Opens a new store, which takes more room than a request. */
  void makeStore() throws IOException, InterruptedException {
    Program.run(room, "requests", "list").json();
  }

  /**
   * @param asking blows while machines are asked for
   * @param returning blows while they are given back
   */
  Outcome play(int asking, int returning, Blow blow) throws IOException, InterruptedException {
    for (int i = 0; i < asking; i++) {
      struck += blow.strike(victims.start(room, submission())) ? 1 : 0;
    }
    Program.Answer answer = Program.run(room, asked());
    List<JsonNode> requests = acquires();
    if (requests.size() != 1) {
      wrong.add(requests.size() + " requests under one key: " + answer.err().strip());
      return outcome();
    }
    String id = requests.getFirst().path("request_id").asText();
    JsonNode request = untilFinal(id);
    ended = unknown.contains(id) ? "told unknown" : request.path("status").asText();
    if (ended.equals("complete") && told(request).size() != count) {
      wrong.add("complete with " + told(request).size() + " of " + count);
    }
    if (!settled(id)) {
      wrong.add("says " + ended + " with " + told(status(id)) + " while " + room.alive() + " live");
    }
    sweepOnce("after the request");
    if (!room.alive().equals(told(status(id)))) {
      wrong.add("after one sweep " + room.alive() + " live, told are " + told(status(id)));
    }
    giveBack(id, returning, blow);
    return outcome();
  }

  private Outcome outcome() {
    return new Outcome(room, struck, ended, List.copyOf(wrong));
  }

  private void giveBack(String id, int returning, Blow blow)
      throws IOException, InterruptedException {
    if (told(status(id)).isEmpty()) {
      return;
    }
    for (int i = 0; i < returning; i++) {
      struck +=
          blow.strike(victims.start(room, "requests", "return", "--request", id, "--wait")) ? 1 : 0;
    }
    Program.run(room, "requests", "return", "--request", id, "--wait");
    driveOpen();
    sweepOnce("after the return");
    if (!room.alive().isEmpty()) {
      wrong.add("after the return and one sweep " + room.alive() + " live");
    }
  }

  private String[] submission() {
    return Stream.concat(Arrays.stream(asked()), Stream.of("--wait")).toArray(String[]::new);
  }

  /** Without waiting: nobody knows for up to 15 minutes what became of a create without a reply. */
  private String[] asked() {
    return new String[] {"requests", "submit", "web", Integer.toString(count), "--key", key};
  }

  private List<JsonNode> acquires() throws IOException, InterruptedException {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode each : Program.run(room, "requests", "list").json()) {
      if (each.path("kind").asText().equals("acquire")) {
        found.add(each);
      }
    }
    return found;
  }

  private JsonNode status(String id) throws IOException, InterruptedException {
    return Program.run(room, "requests", "status", id).json();
  }

  /** Until it ends, or says beyond its deadline that nobody knows yet what a provider did. */
  private JsonNode untilFinal(String id) throws IOException, InterruptedException {
    JsonNode request = status(id);
    for (int i = 0; i < END && !isFinal(request) && !unknown.contains(id); i++) {
      TimeUnit.MILLISECONDS.sleep(500);
      request = status(id);
    }
    if (!isFinal(request) && !unknown.contains(id)) {
      String message = request.path("message").asText();
      if (message.contains("Nobody knows yet")) {
        unknown.add(id);
      } else {
        wrong.add(id + " does not end: " + request.path("status").asText() + ", " + message);
      }
    }
    return request;
  }

  private static boolean isFinal(JsonNode request) {
    return !request.path("finished_at").isNull() && !request.path("finished_at").isMissingNode();
  }

  /** What the request says is there: what is given back already, or surplus, is not. */
  private static Set<String> told(JsonNode request) {
    Set<String> told = new LinkedHashSet<>();
    for (JsonNode machine : request.path("machines")) {
      String state = machine.path("status").asText();
      if (!state.equals("terminated")
          && !state.equals("shutting-down")
          && !machine.path("late").asBoolean()) {
        told.add(machine.path("provider").asText() + "/" + machine.path("machine_id").asText());
      }
    }
    return told;
  }

  /** Looks until what is told is what lives: surplus is given back after the end. */
  private boolean settled(String id) throws IOException, InterruptedException {
    for (int i = 0; i < SETTLE; i++) {
      if (told(status(id)).equals(room.alive())) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    return false;
  }

  private void sweepOnce(String when) throws IOException, InterruptedException {
    room.age(Duration.ofMinutes(10));
    Program.Answer answer = Program.run(room, "machines", "sweep");
    if (answer.status() != 0) {
      wrong.add("the sweep " + when + " failed: " + answer.err().strip());
    }
    driveOpen();
  }

  private void driveOpen() throws IOException, InterruptedException {
    for (JsonNode each : Program.run(room, "requests", "list").json()) {
      if (!isFinal(each)) {
        untilFinal(each.path("request_id").asText());
      }
    }
  }
}
