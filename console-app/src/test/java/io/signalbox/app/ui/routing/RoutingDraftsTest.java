package io.signalbox.app.ui.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingSetting;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is typed and not applied outlives the window, and what others change under it is told. */
class RoutingDraftsTest {

  private final ManualTime time = new ManualTime();
  private final RoutingFixture fixture = RoutingFixture.railway(time.now());
  private final Drafts drafts = Drafts.inMemory();

  @Test
  void weightsAndReasonThatWereTypedAreThereAfterARestart() {
    RoutingViewModel first = open();
    first.edits().type(RoutingFixture.EAST, "5");
    first.edits().type(RoutingFixture.LIMIT, "50x");
    first.edits().toConfigured(RoutingFixture.CLOUDS + "min_success_rate");
    first.apply().reasonProperty().set("INC-3117");
    RoutingViewModel second = open();
    assertThat(second.edits().values()).containsEntry(RoutingFixture.EAST, 5.0);
    assertThat(second.edits().edit(RoutingFixture.LIMIT).text()).isEqualTo("50x");
    assertThat(second.edits().edit(RoutingFixture.CLOUDS + "min_success_rate").configured())
        .isTrue();
    assertThat(second.apply().reasonProperty().get()).isEqualTo("INC-3117");
    second.edits().discardAll();
    second.apply().reasonProperty().set("");
    assertThat(open().edits().isEmpty()).isTrue();
  }

  @Test
  void whatAnotherWindowTypedIsNotLostByAnEditHere() {
    RoutingViewModel here = open();
    RoutingViewModel there = open();
    there.edits().type(RoutingFixture.EAST, "5");
    there.apply().reasonProperty().set("INC-3117");
    here.follow();
    here.edits().type(RoutingFixture.LIMIT, "50x");
    assertThat(open().edits().values()).containsEntry(RoutingFixture.EAST, 5.0);
    assertThat(here.apply().reasonProperty().get()).isEqualTo("INC-3117");
    there.follow();
    assertThat(there.edits().edit(RoutingFixture.LIMIT).text()).isEqualTo("50x");
    there.edits().discardAll();
    here.follow();
    assertThat(here.edits().isEmpty()).isTrue();
  }

  @Test
  void draftOfASettingThatIsGoneIsToldAndNotLost() {
    RoutingViewModel first = open();
    first.edits().type(RoutingFixture.EAST, "5");
    fixture.fields.removeIf(each -> each.key().equals(RoutingFixture.EAST));
    RoutingViewModel second = open();
    assertThat(second.apply().problems())
        .containsExactly("aws-us-east-1: there is no such setting any more");
  }

  @Test
  void whatOthersChangeUnderAnEditIsSaidAndTheTextStays() {
    RoutingViewModel model = open();
    model.edits().type(RoutingFixture.EAST, "5");
    assertThat(model.edits().conflict(RoutingFixture.EAST)).isEmpty();
    fixture.fields.replaceAll(each ->
        each.key().equals(RoutingFixture.EAST)
            ? new RoutingSetting(each.node(), each.key(), each.field(), 4.0, "override by other")
            : each);
    time.advance(Duration.ofSeconds(1));
    model.show(fixture.snapshot());
    assertThat(model.edits().values()).containsExactly(Map.entry(RoutingFixture.EAST, 5.0));
    assertThat(model.edits().conflict(RoutingFixture.EAST)).isEqualTo("Changed meanwhile: 3 → 4");
    assertThat(model.apply().question().facts())
        .contains("aws-us-east-1: Changed meanwhile: 3 → 4");
    assertThat(open().edits().conflict(RoutingFixture.EAST))
        .as("after a restart too")
        .isEqualTo("Changed meanwhile: 3 → 4");
  }

  @Test
  void settingsPreviewAndHistoryAreAskedForOnlyWhenSomethingChanged() {
    RoutingViewModel model = open();
    var same = fixture.snapshot();
    time.advance(Duration.ofSeconds(2));
    model.show(same);
    int asked = fixture.buses.queries().size();
    for (int i = 0; i < 30; i++) {
      time.advance(Duration.ofMillis(500));
      model.show(same);
    }
    assertThat(fixture.buses.queries()).hasSize(asked);
    for (int i = 0; i < 10; i++) {
      time.advance(Duration.ofMillis(100));
      model.show(fixture.snapshot());
    }
    assertThat(count(Query.ShowRouting.class)).isLessThanOrEqualTo(4);
    assertThat(count(Query.RoutingHistory.class)).as("no setting was changed").isEqualTo(1);
    assertThat(count(Query.Decisions.class)).as("nobody looks at them").isZero();
  }

  private int count(Class<?> type) {
    return (int) fixture.buses.queries().stream().filter(type::isInstance).count();
  }

  private RoutingViewModel open() {
    RoutingViewModel model = new RoutingViewModel(fixture.buses.services(time, drafts));
    model.show(fixture.snapshot());
    return model;
  }
}
