package io.signalbox.app.ui.overview;

import io.signalbox.app.testing.Camera;
import io.signalbox.app.testing.Camera.Shot;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.core.testing.ManualTime;
import java.util.Locale;

/** Overview and Providers with 4, 60 and 500 providers in a bad hour, in two sizes. */
public final class ManyPictures {

  private ManyPictures() {}

  public static void take(Camera camera) {
    for (int count : new int[] {4, 60, 500}) {
      for (int[] size : new int[][] {{1440, 900}, {1280, 720}}) {
        for (Place place : new Place[] {Place.OVERVIEW, Place.PROVIDERS}) {
          BadHour hour = new BadHour(count);
          camera.take(
              new Shot(
                  "bad-hour-%s-%d-%d"
                      .formatted(place.title().toLowerCase(Locale.ROOT), count, size[0]),
                  size[0],
                  size[1],
                  () -> hour.buses().services(new ManualTime(BadHour.NOW)),
                  shell -> {
                    shell.show(hour.snapshot());
                    shell.go(place, place == Place.PROVIDERS ? hour.name(1) : "");
                  }));
        }
      }
    }
  }
}
