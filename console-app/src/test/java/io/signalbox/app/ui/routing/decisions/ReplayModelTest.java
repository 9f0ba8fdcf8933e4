package io.signalbox.app.ui.routing.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.ReplayReport;
import io.signalbox.core.query.ReplayReport.Replayed;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.testing.ManualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ReplayModelTest {

  private static final Instant AT = Instant.parse("2026-06-16T14:42:00Z");

  private final FakeBuses.Pending pending = new FakeBuses.Pending();
  private final ReplayModel model =
      new ReplayModel(
          new FakeBuses()
              .on(Query.DecisionsOf.class, asked -> List.of(record(asked.traceId())))
              .services(new ManualTime(AT), pending));

  private static DecisionRecord record(String traceId) {
    return new DecisionRecord(
        AT,
        traceId,
        ProviderOperationType.CREATE_INSTANCES,
        "web",
        1,
        DecisionRecord.Authority.ROUTING_TREE,
        null,
        "west",
        "Chosen",
        List.of(),
        List.of(),
        null,
        List.of());
  }

  private static ReplayReport report(String... traces) {
    return new ReplayReport(
        traces.length,
        traces.length,
        0,
        0,
        traces.length,
        AT,
        AT,
        Map.of(),
        Map.of(),
        0,
        0,
        100,
        100,
        1,
        1,
        Stream.of(traces).map(ReplayModelTest::replayed).toList());
  }

  private static Replayed replayed(String trace) {
    return new Replayed(AT, trace, "west", "west", "west", true, "");
  }

  @Test
  void aRenewedReplayTakesTheOldOnesPlaceInOneStep() {
    model.show(report("one", "two"));
    pending.runAll();
    List<DecisionRecord> seen = new ArrayList<>();
    model.recordProperty().addListener((property, old, next) -> seen.add(next));

    model.show(report("three", "four"));
    assertThat(model.shownProperty().get()).isEqualTo(replayed("one"));
    pending.runAll();

    assertThat(model.shownProperty().get()).isEqualTo(replayed("three"));
    assertThat(seen).containsExactly(record("three"));
  }

  @Test
  void whatWasAskedForIsShownAtOnce() {
    model.show(report("one", "two"));
    pending.runAll();
    model.previous();
    assertThat(model.shownProperty().get()).isEqualTo(replayed("two"));
    assertThat(model.recordProperty().get()).isNull();
    pending.runAll();
    assertThat(model.recordProperty().get()).isEqualTo(record("two"));
  }
}
