package io.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.app.cli.output.FigureDocs;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.app.testing.RoutedFolder;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.health.StoredHealth;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.query.Query;
import io.signalbox.core.routing.failover.CircuitRecord;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.wiring.Parts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In every state every surface says the same: the snapshot of a process that runs, and commands.
 */
final class OneTruthTest {

  private static final String RATE = "operations_per_second";

  @TempDir Path folder;

  /** A state, how it is brought about, and what of it everybody must say. */
  record State(String name, Consumer<OneTruthTest> bring, String... said) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<State> states() {
    return List.of(
        new State("healthy", each -> {}),
        new State("degraded", each -> each.found(HealthState.DEGRADED, false)),
        new State("unhealthy", each -> each.found(HealthState.UNHEALTHY, true)),
        new State(
            "unknown, for nobody checks what is in maintenance",
            each -> {
              each.found(HealthState.UNKNOWN, false);
              each.act("providers", "maintenance", "east", "--until", "2h");
            },
            "in maintenance"),
        new State(
            "told unhealthy", each -> each.run("providers", "set-health", "east", "unhealthy")),
        new State("drained", each -> each.act("providers", "drain", "east"), "drained"),
        new State(
            "maintenance",
            each -> each.act("providers", "maintenance", "east", "--until", "2h"),
            "in maintenance"),
        new State("disabled", each -> each.act("providers", "disable", "east"), "disabled"),
        new State("active", each -> each.act("routing", "activate", "west"), "active"),
        new State(
            "switch held",
            each -> each.act("routing", "activate", "lab", "--at", "main-line"),
            "held on lab"),
        new State(
            "forced open", each -> each.act("routing", "circuit", "clouds", "open"), "forced open"),
        new State(
            "forced closed",
            each -> each.act("routing", "circuit", "lab", "closed"),
            "forced closed"),
        new State("open by itself", each -> each.opened(Duration.ofHours(1))),
        new State("half-open", each -> each.opened(Duration.ofSeconds(-1))),
        new State("weight 0", each -> each.act("routing", "set", "clouds.weights.east=0")),
        new State(
            "all closed",
            each -> {
              for (String name : List.of("east", "west", "lab")) {
                each.act("providers", "drain", name);
              }
            },
            "drained"));
  }

  private Shell shell;
  private Parts parts;

  private void run(String... args) {
    CliRun done = shell.run(args);
    assertThat(done.status).as(done.err).isZero();
  }

  /** As an operator, who has a reason, and means it. */
  private void act(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--reason", "because", "--force"));
    run(all.toArray(String[]::new));
  }

  /** Four calls here, one of which fails, as the store has them, and one of a command beside. */
  private void called() {
    for (int i = 0; i < 4; i++) {
      parts.metrics().begin("east");
      ProviderResult result =
          i == 3
              ? ProviderResult.failure(
                  ProviderFailure.of(FailureClass.TRANSIENT, "THROTTLING", "Too many calls"))
              : ProviderResult.success(new ProviderData.AvailableTemplates(List.of(), false));
      parts
          .metrics()
          .end(
              "east",
              ProviderOperationType.GET_AVAILABLE_TEMPLATES,
              result,
              parts.time().nanos() - 5_000_000L * (i + 1),
              "trace-" + i);
    }
    parts.flush();
    run("providers", "health", "lab", "--check");
  }

  private void found(HealthState state, boolean ejected) {
    found("east", state, ejected);
  }

  private void found(String name, HealthState state, boolean ejected) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    parts
        .store()
        .health()
        .save(
            List.of(
                new StoredHealth(
                    name,
                    state,
                    now,
                    now,
                    now,
                    "found so",
                    ejected,
                    ejected ? now.plusSeconds(3_600) : null,
                    ejected ? 3 : 0,
                    0,
                    Duration.ofHours(1),
                    null,
                    List.of())),
            now);
  }

  /**
   * @param trial when the next trial is due, from now
   */
  private void opened(Duration trial) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    parts
        .store()
        .routing()
        .saveCircuits(
            List.of(
                new CircuitRecord(
                    "clouds", true, 5, now, now.plus(trial), "TIMEOUT", 5, 0, now, null)),
            now);
  }

  @ParameterizedTest
  @MethodSource("states")
  void everySurfaceSaysTheSame(State state) throws IOException {
    shell = RoutedFolder.shell(folder);
    MigratedStore.in(folder.resolve(".signalbox"));
    SignalboxOptions options = SignalboxOptions.of(folder).seed(1).build();
    Signalbox.Played played = Signalbox.played(options);
    try (Signalbox running = played.signalbox()) {
      parts = played.parts();
      // Somebody has looked already; nobody looks again meanwhile, which would be a call.
      List.of("east", "west", "lab").forEach(each -> found(each, HealthState.HEALTHY, false));
      called();
      state.bring().accept(this);
      parts.health().refresh();
      parts.providers().refreshCircuits();
      parts.providers().operatorHolds().refresh();
      parts.configuration().reload();
      ConsoleSnapshot seen = running.queries().ask(new Query.Snapshot());
      compare(seen, state);
      String log = Files.readString(folder.resolve(".signalbox/logs/app.log"));
      assertThat(seen.held()).extracting(Held::words).containsAll(List.of(state.said()));
      for (String words : state.said()) {
        assertThat(log).contains(words);
      }
      if (state.name().startsWith("told")) {
        String health = seen.providers().getFirst().health().state().name();
        assertThat(log).contains("east is " + health.toLowerCase(Locale.ROOT));
      }
    }
  }

  private void compare(ConsoleSnapshot seen, State state) {
    JsonNode overview = shell.json("overview");
    withoutRates(overview);
    JsonNode listed = shell.json("providers", "list");
    withoutRates(listed);
    // What machines cost is told by provider in the list alone; the overview has the sum.
    listed.forEach(each -> ((ObjectNode) each).remove("hourly_price"));
    JsonNode routing = shell.json("routing", "show");
    assertThat(listed).hasSize(seen.providers().size());
    for (int i = 0; i < seen.providers().size(); i++) {
      ProviderView view = seen.providers().get(i);
      assertThat(overview.get("providers").get(i)).isEqualTo(listed.get(i));
      sameProvider(listed.get(i), view);
      assertThat(routing.get("shares").get(view.name()).asDouble()).isEqualTo(view.share());
    }
    assertThat(routing.get("held_by_operator")).isEqualTo(overview.get("held_by_operator"));
    assertThat(words(overview))
        .isEqualTo(seen.held().stream().map(each -> each.subject() + " " + each.words()).toList());
    sameTree(routing.get("tree"), seen.tracks());
    assertThat(overview.get("alerts").findValuesAsText("title"))
        .isEqualTo(seen.alerts().stream().map(each -> each.title()).toList());
    String overviewText = shell.run("overview").out;
    String routingText = shell.run("routing", "show").out;
    for (String words : state.said()) {
      assertThat(overviewText).contains(words);
      assertThat(routingText).contains(words);
    }
  }

  private static void sameProvider(JsonNode listed, ProviderView view) {
    assertThat(listed.get("name").asText()).isEqualTo(view.name());
    assertThat(listed.get("health").asText()).isEqualTo(view.health().state().name());
    assertThat(listed.get("share").asDouble()).isEqualTo(view.share());
    assertThat(listed.get("takes_work").asBoolean()).isEqualTo(view.takesWork());
    assertThat(listed.get("active").asBoolean()).isEqualTo(view.active());
    assertThat(listed.get("weight").asDouble()).isEqualTo(view.weight());
    assertThat(state(listed.get("circuit"))).isEqualTo(state(view.circuit()));
    assertThat(view.metrics().operations())
        .isEqualTo(
            switch (view.name()) {
              case "east" -> 4;
              case "lab" -> 1;
              default -> 0;
            });
    FigureDocs.document(view.metrics())
        .forEach((figure, value) -> {
          if (!figure.equals(RATE)) {
            assertThat(listed.get("metrics").get(figure).asDouble(Double.NaN))
                .as(view.name() + ", " + figure)
                .isEqualTo(
                    Double.valueOf(value == null ? Double.NaN : ((Number) value).doubleValue()));
          }
        });
  }

  private static void sameTree(JsonNode shown, TrackNode node) {
    assertThat(shown.get("name").asText()).isEqualTo(node.name());
    assertThat(shown.get("serves").asBoolean()).isEqualTo(node.serves());
    for (int i = 0; i < node.members().size(); i++) {
      TrackMember member = node.members().get(i);
      JsonNode line = shown.get("members").get(i);
      assertThat(line.get("share").asDouble()).isEqualTo(member.share());
      assertThat(line.get("open").asBoolean()).isEqualTo(member.open());
      assertThat(line.get("closed_reason").asText()).isEqualTo(member.closedReason());
      JsonNode circuit = line.get("circuit");
      assertThat(state(circuit.isNull() ? circuit : circuit.get("state")))
          .isEqualTo(state(member.circuit()));
      sameTree(line.get("node"), member.to());
    }
  }

  /** They go down while the commands are run. */
  private static void withoutRates(JsonNode shown) {
    shown.findParents(RATE).forEach(each -> ((ObjectNode) each).remove(RATE));
  }

  private static String state(JsonNode circuit) {
    return circuit == null || circuit.isNull() ? "" : circuit.asText();
  }

  private static String state(@org.jspecify.annotations.Nullable CircuitView circuit) {
    return circuit == null ? "" : circuit.state().name();
  }

  private static List<String> words(JsonNode overview) {
    List<String> words = new ArrayList<>();
    overview
        .get("held_by_operator")
        .forEach(each -> words.add(each.get("subject").asText() + " " + each.get("what").asText()));
    return words;
  }
}
