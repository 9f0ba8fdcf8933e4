package io.signalbox.app.ui.control;

/** Goes to another screen, and to something on it. */
public interface Navigator {

  /** The screens there are, in the order of the navigation. */
  enum Place {
    OVERVIEW("Overview", Icon.OVERVIEW),
    TRACKS("Tracks", Icon.TRACKS),
    PROVIDERS("Providers", Icon.PROVIDERS),
    ROUTING("Routing", Icon.ROUTING),
    TEMPLATES("Templates", Icon.TEMPLATES),
    REQUESTS("Requests", Icon.REQUESTS),
    ACTIVITY("Activity", Icon.ACTIVITY),
    READINESS("Readiness", Icon.READINESS),
    DRILL("Drill", Icon.DRILL),
    SETTINGS("Settings", Icon.SETTINGS),
    /** Opened by the bell and from Overview, whose part it is in the navigation. */
    ALERTS("Alerts", Icon.BELL);

    private final String title;
    private final Icon icon;

    Place(String title, Icon icon) {
      this.title = title;
      this.icon = icon;
    }

    /** Whether it stands in the navigation. */
    public boolean isListed() {
      return this != ALERTS;
    }

    public String title() {
      return title;
    }

    public Icon icon() {
      return icon;
    }
  }

  /**
   * @param subject a provider, template or request to select; of Activity also an instant, in ISO
   *     8601, around which everything is listed; empty for none
   */
  void go(Place place, String subject);
}
