package io.signalbox.app.ui.control;

import io.signalbox.app.ui.control.Navigator.Place;
import java.util.Arrays;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be done in the window, once: buttons take their names from here, keys and the
 * keyboard map their strokes, and the palette offers all of it. Whether something can be done just
 * now is said by its button, with the reason.
 */
public enum Act {
  SEARCH("Search or run a command", Stroke.shortcut(KeyCode.K)),
  KEYBOARD_MAP("Keyboard map", Stroke.writing("?")),
  PAUSE("Pause and go on", Stroke.key(KeyCode.SPACE)),
  FILTER("Filter the list of this screen", Stroke.shortcut(KeyCode.F)),
  READ_ONLY("Switch read-only on or off"),
  THEME("Change between light and dark"),
  UNDO("Undo my last act", Stroke.shortcut(KeyCode.Z)),
  NEW_WINDOW("New window", Stroke.shortcut(KeyCode.N)),
  CLOSE_WINDOW("Close this window", Stroke.shortcut(KeyCode.W)),
  QUIT("Quit: close all windows", Stroke.shortcut(KeyCode.Q)),
  TOUR("Take the tour"),

  MAKE_ACTIVE(Of.A_MEMBER, "Make active…"),
  DRAIN(Of.A_MEMBER, "Drain…"),
  MAINTENANCE(Of.A_MEMBER, "Maintenance…"),
  FORCE_OPEN(Of.A_MEMBER, "Force open…"),
  FORCE_CLOSED(Of.A_MEMBER, "Force closed…"),
  AUTOMATIC(Of.A_MEMBER, "Return to automatic…"),
  DISABLE(Of.A_MEMBER, "Disable…"),
  ENABLE(Of.A_MEMBER, "Enable…"),

  CHANGED(Place.OVERVIEW, "overview-changed", "What changed", "What changed in the last minutes"),
  CHARTS_CSV(Place.OVERVIEW, "overview-csv", "CSV", "Copy the charts as CSV"),
  CHARTS_PNG(Place.OVERVIEW, "overview-png", "PNG", "Save the charts as a picture"),

  ZOOM_OUT(Place.TRACKS, "tracks-zoom-out", "−", "Zoom out of the diagram"),
  ZOOM_IN(Place.TRACKS, "tracks-zoom-in", "+", "Zoom into the diagram"),
  ZOOM_FIT(Place.TRACKS, "tracks-fit", "Fit", "Fit the diagram into the window"),
  TRACKS_PROVIDER(Place.TRACKS, "tracks-provider", "Open in Providers"),

  CHECK(Place.PROVIDERS, Of.A_PROVIDER, "action-check", "Check now"),
  TEST(Place.PROVIDERS, Of.A_PROVIDER, "action-test", "Test connection"),
  TEST_CANCEL(Place.PROVIDERS, "test-cancel", "Cancel", "Cancel the test of a connection"),
  TEST_AGAIN(Place.PROVIDERS, "test-again", "Test again"),
  TEST_CLOSE(Place.PROVIDERS, "test-close", "Close", "Close the test of a connection"),
  PROVIDERS_CSV(Place.PROVIDERS, "providers-csv", "CSV", "Copy the providers as CSV"),
  REGISTER_PROVIDER(
      Place.PROVIDERS,
      "provider-register",
      "Register…",
      "Register a provider…",
      Stroke.key(KeyCode.R)),
  EDIT_PROVIDER(
      Place.PROVIDERS,
      Of.A_PROVIDER,
      "action-edit",
      "Edit…",
      "Edit a provider in its file…",
      Stroke.key(KeyCode.E)),
  REMOVE_PROVIDER(
      Place.PROVIDERS, Of.A_PROVIDER, "action-remove", "Remove…", "Remove a provider…", null),

  ROUTING_APPLY(Place.ROUTING, "routing-apply", "Apply", "Apply the changes of routing"),
  ROUTING_REVERT(Place.ROUTING, "routing-discard", "Revert", "Forget the changes of routing"),
  ROUTING_AGAIN(Place.ROUTING, "routing-again", "Apply all the same"),
  ROUTING_TRACKS(Place.ROUTING, "routing-tracks", "Show on Tracks"),
  REPLAY(Place.ROUTING, "replay-again", "", "Replay the last requests again"),
  REPLAY_PREVIOUS(Place.ROUTING, "replay-previous", "Previous", "Show the decision before"),
  REPLAY_NEXT(Place.ROUTING, "replay-next-changed", "Next changed", "Show the next that changed"),
  REPLAY_CLI(Place.ROUTING, "replay-cli", "CLI", "Copy a replayed decision as CLI"),
  REPLAY_JSON(Place.ROUTING, "replay-json", "JSON", "Copy a replayed decision as JSON"),
  WHY_CHOSEN(Place.ROUTING, "why-chosen", "", "Why was this chosen: search past operations"),
  DECISIONS_BACK(Place.ROUTING, "decisions-back", "Back to the preview"),
  DECISION_CLI(Place.ROUTING, "decision-cli", "CLI", "Copy a past decision as CLI"),
  DECISION_JSON(Place.ROUTING, "decision-json", "JSON", "Copy a past decision as JSON"),

  TEMPLATE_CLI(Place.TEMPLATES, "template-cli", "Copy as CLI", "Copy a template's command line"),
  TEMPLATE_ALONE(Place.TEMPLATES, "compare-stop", "×", "Stop comparing two providers"),
  EDIT(Place.TEMPLATES, "edit", "Edit", "Edit the layer"),
  SAVE(Place.TEMPLATES, "layer-save", "Save", "Save the layer", Stroke.shortcut(KeyCode.S)),
  DISCARD(Place.TEMPLATES, "layer-discard", "Discard", "Discard the edit of the layer"),
  KEEP_MINE(Place.TEMPLATES, "layer-keep", "Keep mine", "Keep my edit of a changed layer"),
  TAKE_FILES(Place.TEMPLATES, "layer-take", "Take the file's", "Take the file's text of a layer"),
  NEW_TEMPLATE(Place.TEMPLATES, "layer-new", "New…", "New template…"),
  DELETE_ENTRY(Place.TEMPLATES, "layer-delete", "Delete entry…", "Delete an entry of the layer…"),
  SENT(Place.TEMPLATES, "sent-open", "would be sent", "What would be sent for the template"),
  SENT_CLOSE(Place.TEMPLATES, "sent-close", "diagnostics", "Back to the diagnostics"),
  ALL_FILES(Place.TEMPLATES, "all-files", "all files", "Diagnostics of all files"),

  NEW_REQUEST(Place.REQUESTS, "submit-count", "", "Submit a request", Stroke.key(KeyCode.N)),
  SUBMIT(Place.REQUESTS, "submit", "Submit", "Submit what the form asks for"),
  ANOTHER(Place.REQUESTS, "submit-another", "Start another", "Start another request"),
  ANY_PROVIDER(Place.REQUESTS, "submit-any", "×", "Prefer any provider"),
  SUBMIT_CLI(Place.REQUESTS, "submit-cli", "", "Copy the command line of the form"),
  CANCEL_REQUEST(Place.REQUESTS, "cancel-request", "Cancel request…"),
  RETURN_MACHINES(
      Place.REQUESTS, "return-machines", "Return machines…", "Return the request's machines…"),
  REQUEST_PROVIDER(Place.REQUESTS, "request-at", "", "Open the request's provider"),
  REQUEST_ID(Place.REQUESTS, "request-id-copy", "", "Copy the request's id"),
  REQUEST_CLI(Place.REQUESTS, "request-cli", "CLI", "Copy the command that shows the request"),
  REQUESTS_CSV(Place.REQUESTS, "requests-csv", "CSV", "Copy the requests as CSV"),
  REQUESTS_MORE(Place.REQUESTS, "requests-more", "Show more", "Show older requests"),
  SWEEP(Place.REQUESTS, "sweep-open", "Sweep", "Sweep: look for machines without a request"),
  SWEEP_AGAIN(Place.REQUESTS, "sweep-again", "Look again", "Sweep again"),
  SWEEP_CANCEL(Place.REQUESTS, "sweep-cancel", "Cancel", "Cancel the sweep"),
  SWEEP_RELEASE(
      Place.REQUESTS, "sweep-release", "Release machines…", "Release machines without a request…"),
  SWEEP_CLOSE(Place.REQUESTS, "sweep-close", "Close", "Close the sweep"),

  ACTIVITY_EXPORT(Place.ACTIVITY, "activity-export", "Export", "Export the activity"),
  ACTIVITY_EXPORT_CANCEL(
      Place.ACTIVITY, "activity-export-cancel", "Cancel", "Cancel the export of the activity"),
  ACTIVITY_UNDO(Place.ACTIVITY, "activity-undo", "Undo", "Undo the open act"),
  ACTIVITY_TRACE(Place.ACTIVITY, "activity-copy-trace", "", "Copy the open act's trace id"),
  ACTIVITY_AROUND(Place.ACTIVITY, "activity-around", "", "List what changed around the open entry"),
  ACTIVITY_CLEAR(Place.ACTIVITY, "activity-clear", "Take the filter off"),
  ACTIVITY_CLOSE(Place.ACTIVITY, "activity-close", "×", "Close the open entry"),

  RUN_CHECKS(Place.READINESS, "readiness-run-all", "Run all", "Run all checks of the checklist"),
  CANCEL_CHECKS(Place.READINESS, "readiness-cancel", "Cancel run", "Cancel the checks that run"),
  COPY_CHECKS(Place.READINESS, "readiness-copy", "Copy report", "Copy the checklist as JSON"),

  RELOAD(Place.SETTINGS, "setting-reload", "Reload", "Read the configuration again"),
  STANDARD_KEYS(Place.SETTINGS, "keys-reset", "Standard keys", "Give every act its standard keys"),

  START_DRILL(Place.DRILL, "start-drill", "Start drill"),
  STOP_DRILL(Place.DRILL, "stop-drill", "Stop", "Stop the drill"),
  RUN_AGAIN(Place.DRILL, "run-again", "Run again", "Run the drill again"),
  DRILL_JSON(Place.DRILL, "drill-json", "Copy as JSON", "Copy the drill's report as JSON"),
  DRILL_CLI(Place.DRILL, "drill-cli", "Copy as CLI", "Copy the drill's command line"),

  NEW_RULE(Place.ALERTS, "new-rule", "New rule", "New rule of alerts"),
  RULE_SAVE(Place.ALERTS, "rule-save", "Save rule", "Save the rule of alerts"),
  RULE_DISCARD(Place.ALERTS, "rule-discard", "Discard", "Forget the changes of the rule"),
  RULE_REMOVE(Place.ALERTS, "rule-remove", "Remove", "Take back what operators made of the rule"),
  RULE_SWITCH(Place.ALERTS, "rule-switch", "Switch off", "Switch the rule of alerts on or off"),
  RULE_CLI(Place.ALERTS, "rule-cli", "CLI", "Copy the command line of the rule"),
  RULE_CLOSE(Place.ALERTS, "rule-close", "×", "Close the rule");

  /** What it must be told before it can be done. */
  public enum Of {
    NOTHING,
    A_PROVIDER,
    /** A provider, or a strategy's member. */
    A_MEMBER
  }

  private final @Nullable Place place;
  private final Of of;
  private final String id;
  private final String label;
  private final String sentence;
  private final @Nullable Stroke stroke;

  Act(String sentence) {
    this(null, Of.NOTHING, "", sentence, sentence, null);
  }

  Act(String sentence, Stroke stroke) {
    this(null, Of.NOTHING, "", sentence, sentence, stroke);
  }

  Act(Of of, String label) {
    this(null, of, "", label, label, null);
  }

  Act(Place place, String id, String label) {
    this(place, Of.NOTHING, id, label, label, null);
  }

  Act(Place place, Of of, String id, String label) {
    this(place, of, id, label, label, null);
  }

  Act(Place place, String id, String label, String sentence) {
    this(place, Of.NOTHING, id, label, sentence, null);
  }

  Act(Place place, String id, String label, String sentence, Stroke stroke) {
    this(place, Of.NOTHING, id, label, sentence, stroke);
  }

  Act(
      @Nullable Place place,
      Of of,
      String id,
      String label,
      String sentence,
      @Nullable Stroke stroke) {
    this.place = place;
    this.of = of;
    this.id = id;
    this.label = label;
    this.sentence = sentence;
    this.stroke = stroke;
  }

  /** The screen whose button does it; null for what is done anywhere. */
  public @Nullable Place place() {
    return place;
  }

  public Of of() {
    return of;
  }

  /** The id of the button, or of the field that takes the focus; empty for what has neither. */
  public String id() {
    return id;
  }

  /** What its button says; empty for one with a picture alone. */
  public String label() {
    return label;
  }

  /** What it does, where its button is not seen. */
  public String sentence() {
    return sentence;
  }

  /** Null for none. */
  public @Nullable Stroke stroke() {
    return stroke;
  }

  /** Those that a key does, in their order. */
  public static Stream<Act> byKey() {
    return Arrays.stream(values()).filter(each -> each.stroke != null);
  }
}
