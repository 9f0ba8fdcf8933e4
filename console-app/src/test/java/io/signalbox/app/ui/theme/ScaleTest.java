package io.signalbox.app.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much larger content is drawn. */
class ScaleTest {

  @ParameterizedTest(name = "{0} in {1}x{2}")
  @CsvSource({
    "2, 3840, 2160, 2",
    "2, 2000, 1200, 2",
    "2, 1500, 1200, 1.5",
    "2, 1500, 630, 1.05",
    "1.25, 1920, 1080, 1.25",
    "1, 3840, 2160, 1",
    "2, 1024, 640, 1.024"
  })
  void contentIsNeverLaidOutInLessThanTheSmallestWindowHas(
      double wanted, double width, double height, double drawn) {
    assertThat(Magnified.within(wanted, width, height)).isEqualTo(drawn);
  }

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"0, 0", "640, 480", "3840, 400"})
  void nothingIsDrawnSmallerThanItIs(double width, double height) {
    assertThat(Magnified.within(2, width, height)).isEqualTo(1);
  }
}
