package io.signalbox.app.ui.preference;

import io.signalbox.app.ui.control.Navigator.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is remembered of one of the program's windows: where it stands, and the screen it shows. A
 * window without a screen is not open; its place is kept for the next one of its number. On the
 * screen's thread only.
 *
 * @param number from 1; the first one has what belongs to all windows beside it
 */
public record KeptWindow(Preferences preferences, int number) {

  private static final String GROUP = "window";
  private static final String SCREEN = "screen";
  private static final String PLACE = "place";

  /** Windows that a start opens at most. */
  private static final int MOST = 16;

  /** The first of the program. */
  public static KeptWindow first(Preferences preferences) {
    return new KeptWindow(preferences, 1);
  }

  /** Those that were open when the program ended, by number; the first one where none was. */
  public static List<KeptWindow> open(Preferences preferences) {
    List<KeptWindow> open = all(preferences).limit(MOST).filter(KeptWindow::isOpen).toList();
    return open.isEmpty() ? List.of(first(preferences)) : open;
  }

  /** The first one that is not open. */
  public static KeptWindow fresh(Preferences preferences) {
    return all(preferences).filter(each -> !each.isOpen()).findFirst().orElseThrow();
  }

  private static Stream<KeptWindow> all(Preferences preferences) {
    return IntStream.iterate(1, each -> each + 1)
        .mapToObj(each -> new KeptWindow(preferences, each));
  }

  private boolean isOpen() {
    return preferences.find(group(), SCREEN).isPresent();
  }

  private String group() {
    return number == 1 ? GROUP : GROUP + " " + number;
  }

  /** Empty where it shows none yet, or one that another edition has. */
  public Optional<Place> screen() {
    return preferences.find(group(), SCREEN).flatMap(name -> Preferences.named(Place.class, name));
  }

  public void show(Place screen) {
    preferences.set(group(), SCREEN, screen.name());
  }

  /** Empty where it never stood anywhere. */
  public Optional<WindowPlace> place() {
    return preferences.find(group(), PLACE).flatMap(WindowPlace::parse);
  }

  public void stand(WindowPlace place) {
    preferences.set(group(), PLACE, place.text());
  }

  /** It was closed while others stay: the next start opens it no more. */
  public void close() {
    preferences.set(group(), SCREEN, "");
  }
}
