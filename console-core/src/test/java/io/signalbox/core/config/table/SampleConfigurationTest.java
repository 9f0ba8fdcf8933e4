package io.signalbox.core.config.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.SampleFolder;
import io.signalbox.core.Signalbox;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sample configuration is one to learn from. */
class SampleConfigurationTest {

  /** Nothing odd, and no setting without effect: what those are, {@link EverySettingTest} holds. */
  @Test
  void everySettingOfTheSampleActs() {
    assertThat(Signalbox.validate(SampleFolder.path().resolve("config.json"), Map.of())).isEmpty();
  }
}
