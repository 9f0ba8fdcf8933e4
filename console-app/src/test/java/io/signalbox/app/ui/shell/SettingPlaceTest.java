package io.signalbox.app.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.ui.control.Navigator.Place;
import org.junit.jupiter.api.Test;

/** Where a setting that was searched is shown. */
class SettingPlaceTest {

  @Test
  void settingLeadsToItsProviderItsStrategyOrToRoutingAndOthersStay() {
    assertThat(SettingPlace.of("provider.providers.aws-east.weight"))
        .isEqualTo(new SettingPlace(Place.PROVIDERS, "aws-east"));
    assertThat(SettingPlace.of("provider.routing.strategies.west-line.mode"))
        .isEqualTo(new SettingPlace(Place.ROUTING, "west-line"));
    assertThat(SettingPlace.of("provider.selection_policy"))
        .isEqualTo(new SettingPlace(Place.ROUTING, ""));
    assertThat(SettingPlace.of("logging.level")).isNull();
  }
}
