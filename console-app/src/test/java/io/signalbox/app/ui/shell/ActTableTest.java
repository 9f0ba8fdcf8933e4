package io.signalbox.app.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.palette.Entry;
import io.signalbox.app.ui.preference.KeyMap;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.core.testing.ManualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The one table of acts: no name, id or key twice, and all of it in the palette and the map. */
@OnScreen
class ActTableTest {

  @Test
  void noIdAndNoNameStandsForTwoActs() {
    List<String> ids =
        Arrays.stream(Act.values()).map(Act::id).filter(each -> !each.isEmpty()).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(Act.values()).extracting(Act::sentence).doesNotHaveDuplicates();
  }

  @Test
  void keyDoesOneThingOnEveryScreen() {
    for (Place place : Place.values()) {
      Map<String, Act> byKey = new HashMap<>();
      Act.byKey()
          .filter(act -> act.place() == null || act.place() == place)
          .forEach(act ->
              assertThat(byKey.put(act.stroke().words(), act)).as("%s on %s", act, place).isNull());
    }
  }

  @Test
  void mapShowsEveryKeyOfTheTableAndEveryScreenThatHasOne() {
    List<KeyboardMap.Line> lines = KeyboardMap.lines(new KeyMap(Preferences.inMemory()));
    Act.byKey()
        .forEach(act ->
            assertThat(lines)
                .as(act.name())
                .anyMatch(line ->
                    line.keys().equals(act.stroke().words())
                        && line.what().endsWith(act.sentence())));
    for (Place place : Place.values()) {
      assertThat(KeyboardMap.strokeOf(place).isEmpty()).isEqualTo(place.ordinal() >= 9);
      if (place.ordinal() < 9) {
        assertThat(lines)
            .contains(new KeyboardMap.Line(KeyboardMap.strokeOf(place), place.title()));
      }
    }
  }

  @Test
  void everySwitchHasItsActAndTheSameName() {
    for (SwitchAction action : SwitchAction.values()) {
      assertThat(action.act().label()).isEqualTo(action.label() + "…");
      assertThat(action.act().of()).isEqualTo(Act.Of.A_MEMBER);
    }
  }

  @Test
  void paletteOffersEveryActAndEveryScreen() throws Exception {
    FxToolkit.registerPrimaryStage();
    List<Entry> offered = new ArrayList<>();
    new FxRobot()
        .interact(() -> {
          UiServices services = new FakeBuses().services(new ManualTime());
          Dialogs dialogs = new Dialogs(new StackPane());
          Actions actions = new Actions((place, subject) -> {}, dialogs, place -> null);
          SwitchOpener switches = new SwitchOpener(new SwitchForm(services, dialogs));
          offered.addAll(
              new PaletteSource(
                      services,
                      actions,
                      switches,
                      (place, subject) -> {},
                      dialogs,
                      new KeyMap(services.preferences()))
                  .atOnce());
        });
    assertThat(offered).extracting(Entry::id).doesNotHaveDuplicates();
    for (Act act : Act.values()) {
      if (act != Act.SEARCH) {
        assertThat(offered).extracting(Entry::text).contains(act.sentence());
      }
    }
    for (Place place : Place.values()) {
      assertThat(offered).extracting(Entry::text).contains("Go to " + place.title());
    }
  }
}
