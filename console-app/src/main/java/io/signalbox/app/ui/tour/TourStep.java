package io.signalbox.app.ui.tour;

import io.signalbox.app.ui.control.Navigator.Place;

/** A step of the tour: a screen, and what an operator does there. In this order. */
enum TourStep {
  WHAT_IS_WRONG(
      Place.OVERVIEW,
      "What is wrong, at a glance",
      "A tile for each provider; of many, those that are unhealthy, degraded or held come first."
          + " The alerts beside the charts say what can be done; a tile opens its provider."),
  TRAFFIC(
      Place.TRACKS,
      "Where traffic goes, and how it is moved",
      "Choose a switch or a provider and press Drain or Make active. A form shows first where"
          + " traffic would go; nothing changes until its button is pressed."),
  FIELDS(
      Place.TEMPLATES,
      "Why a field has its value",
      "Beside each field stands the value in force with its file and line, and what was"
          + " overridden. Edit opens the file there, and says what saving would change."),
  MACHINES(
      Place.REQUESTS,
      "Ask for machines and give them back",
      "The form below the list tries out who would be chosen, and why, before anything is"
          + " submitted. One press makes one request, however often it is pressed."),
  HISTORY(
      Place.ACTIVITY,
      "Who changed what, and back again",
      "Every act and every change the program made by itself. What can be undone has its Undo"
          + " here. ? shows all keys, and the search at the top finds everything by name.");

  private final Place place;
  private final String title;
  private final String text;

  TourStep(Place place, String title, String text) {
    this.place = place;
    this.title = title;
    this.text = text;
  }

  Place place() {
    return place;
  }

  String title() {
    return title;
  }

  String text() {
    return text;
  }

  /** {@code 2 of 5}. */
  String number() {
    return ordinal() + 1 + " of " + values().length;
  }

  boolean isFirst() {
    return ordinal() == 0;
  }

  boolean isLast() {
    return ordinal() == values().length - 1;
  }
}
