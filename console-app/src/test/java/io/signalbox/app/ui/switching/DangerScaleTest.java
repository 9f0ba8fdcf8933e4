package io.signalbox.app.ui.switching;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.control.DangerLevel;
import io.signalbox.app.ui.control.DangerLevel.Effect;
import io.signalbox.app.ui.tracks.FakeTracks;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.testing.ManualTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As careful in every place: by where it is done and what it does, and by nothing else. */
class DangerScaleTest {

  private static final List<String> OPENERS =
      List.of("Tracks", "Providers", "Routing", "Overview", "the alert", "Activity", "the palette");

  @ParameterizedTest
  @CsvSource({
    "production, NOTHING_MOVES, DISTURBING",
    "production, TRAFFIC_MOVES, MOVES_PRODUCTION",
    "production, LAST_WAY, MOVES_PRODUCTION",
    "PRODUCTION, TRAFFIC_MOVES, MOVES_PRODUCTION",
    "'', NOTHING_MOVES, DISTURBING",
    "'', TRAFFIC_MOVES, MOVES_PRODUCTION",
    "'', LAST_WAY, MOVES_PRODUCTION",
    "staging, NOTHING_MOVES, REVERSIBLE",
    "staging, TRAFFIC_MOVES, DISTURBING",
    "staging, LAST_WAY, DISTURBING",
    "development, NOTHING_MOVES, REVERSIBLE",
    "development, TRAFFIC_MOVES, DISTURBING",
    "development, LAST_WAY, DISTURBING",
  })
  void sameFromEveryPlaceAndForEveryAction(
      String environment, Effect effect, DangerLevel expected) {
    assertThat(DangerLevel.of(environment, effect)).isEqualTo(expected);
    Set<SwitchAction> opened = new TreeSet<>();
    for (SwitchAction action : SwitchAction.values()) {
      for (String from : OPENERS) {
        for (SwitchRequest wish : wishes(action, from)) {
          SwitchThrow thrown = open(environment, effect, wish);
          if (thrown.pendingProperty().get() == null) {
            continue;
          }
          opened.add(action);
          assertThat(thrown.level()).as("%s from %s", wish, from).isEqualTo(expected);
          assertThat(thrown.asksName()).isEqualTo(expected == DangerLevel.MOVES_PRODUCTION);
          assertThat(thrown.asked().asksReason())
              .as("a reason for %s", wish)
              .isEqualTo(
                  action.asksReason()
                      || expected == DangerLevel.MOVES_PRODUCTION
                      || effect == Effect.LAST_WAY);
        }
      }
    }
    assertThat(opened).contains(SwitchAction.DRAIN, SwitchAction.MAKE_ACTIVE).hasSizeGreaterThan(5);
  }

  @Test
  void whatIsNotKnownYetCountsAsMovingTraffic() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    SwitchThrow thrown = new SwitchThrow(new FakeBuses().services(new ManualTime(), pending));
    thrown.show(FakeTracks.sample());
    thrown.open(SwitchRequest.provider(SwitchAction.DRAIN, "aws-us-west-2", "Tracks"));
    assertThat(thrown.previewProperty().get()).isNull();
    assertThat(thrown.level()).isEqualTo(DangerLevel.MOVES_PRODUCTION);
    thrown.input().reason().set("why");
    thrown.input().typed().set("aws-us-west-2");
    assertThat(thrown.missingProperty().get()).isEqualTo("The preview is under way.");
  }

  private static List<SwitchRequest> wishes(SwitchAction action, String from) {
    String provider = action == SwitchAction.AUTOMATIC ? "k8s-onprem" : "azure-east-us";
    String at = action == SwitchAction.AUTOMATIC ? "main-line" : "west-line";
    return List.of(
        SwitchRequest.provider(action, provider, from),
        SwitchRequest.member(action, at, provider, from));
  }

  private static SwitchThrow open(String environment, Effect effect, SwitchRequest wish) {
    FakeBuses buses = new FakeBuses();
    buses.on(Query.PreviewSwitch.class, asked -> preview(asked.change(), effect));
    SwitchThrow thrown = new SwitchThrow(buses.services(new ManualTime(FakeTracks.AT)));
    thrown.show(FakeTracks.in(environment, FakeTracks.sample()));
    thrown.open(wish);
    return thrown;
  }

  private static SwitchPreview preview(SwitchChange change, Effect effect) {
    Map<String, Double> before = new HashMap<>();
    FakeTracks.sample().providers().forEach(each -> before.put(each.name(), each.share()));
    Map<String, Double> after = new HashMap<>(before);
    if (effect == Effect.TRAFFIC_MOVES) {
      after.put("aws-us-west-2", 0.0);
      after.put("azure-east-us", 0.4);
    }
    return new SwitchPreview(
        change, before, after, List.of(), List.of(), List.of(), effect == Effect.LAST_WAY);
  }

  @ParameterizedTest
  @CsvSource({
    "production, providers.east.weight, production",
    "production, providers.east.enabled, production",
    "production, routing.selection_policy, production",
    "production, strategy.health_check_interval, production",
    "production, alerts.rules.slow, ''",
    "production, logging.level, ''",
    "production, version, ''",
    "'', providers.east.weight, providers.east.weight",
    "staging, providers.east.weight, ''",
  })
  void aSettingThatMayMoveProductionTrafficIsNeverChangedByOneClick(
      String environment, String key, String typed) {
    assertThat(DangerLevel.typedFor(environment, key)).isEqualTo(typed);
  }
}
