package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.query.OverviewView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What an operator should look at, and what an operator holds. */
final class ProblemList {

  /** The worst stand first; a list nobody reads to its end hides them. */
  private static final int MOST = 20;

  private final Navigator navigator;
  private final Label count = Ui.label("0", "count");
  private final VBox list = Ui.column(0);
  private final VBox card;
  private List<OverviewView.Problem> shownProblems = List.of();
  private List<OverviewView.Held> shownHeld = List.of();
  private boolean shown;

  ProblemList(Navigator navigator) {
    this.navigator = navigator;
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    card = Ui.card(List.of(Ui.label("Needs a look", "semi"), count), Ui.grow(scroll));
    card.setMinWidth(344);
    card.setMaxWidth(344);
  }

  Node node() {
    return card;
  }

  void show(OverviewView view) {
    boolean same =
        shown && view.problems().equals(shownProblems) && view.operatorHolds().equals(shownHeld);
    if (same) {
      return;
    }
    shown = true;
    shownProblems = view.problems();
    shownHeld = view.operatorHolds();
    list.getChildren().clear();
    count.setText(String.valueOf(view.problems().size()));
    Ui.mark(count, List.of("bad"), view.problems().isEmpty() ? "" : "bad");
    if (view.problems().isEmpty()) {
      Label fine =
          Ui.wrapped(
              "Nothing needs a look. All providers, files and requests are in order.", "muted");
      list.getChildren().add(Ui.pad(new VBox(fine), 12, 12, 12, 12));
    }
    view.problems().stream()
        .limit(MOST)
        .forEach(problem -> list.getChildren().add(problem(problem, view.at())));
    if (view.problems().size() > MOST) {
      Label more =
          Ui.wrapped("and " + (view.problems().size() - MOST) + " more, on their screens", "muted");
      list.getChildren().add(Ui.pad(new VBox(more), 8, 12, 8, 12));
    }
    if (!view.operatorHolds().isEmpty()) {
      HBox head =
          Ui.row(
              8,
              Ui.label("Held by hand", "semi"),
              Ui.label(String.valueOf(view.operatorHolds().size()), "count"));
      list.getChildren().add(Ui.pad(head, 10, 12, 6, 12));
      view.operatorHolds().forEach(held -> list.getChildren().add(held(held, view.at())));
    }
  }

  private Node problem(OverviewView.Problem problem, Instant now) {
    Status status = Status.of(problem.severity());
    String detail =
        problem.location().isEmpty() || problem.detail().contains(problem.location())
            ? problem.detail()
            : problem.detail().isEmpty()
                ? problem.location()
                : problem.location() + ": " + problem.detail();
    if (problem.kind().equals("background")) {
      return entry(
          new Glyph(status.shape(), status.tone()),
          problem.title(),
          detail,
          Units.age(problem.since(), now));
    }
    Navigator.Place place =
        switch (problem.kind()) {
          case "template" -> Navigator.Place.TEMPLATES;
          case "request" -> Navigator.Place.REQUESTS;
          default -> Navigator.Place.PROVIDERS;
        };
    Button open =
        Ui.button(
            "Open in " + place.title(), () -> navigator.go(place, problem.subject()), "compact");
    return entry(
        new Glyph(status.shape(), status.tone()),
        problem.title(),
        detail,
        Units.age(problem.since(), now),
        open);
  }

  private Node held(OverviewView.Held held, Instant now) {
    String detail =
        held.what()
            + " by "
            + held.who()
            + (held.until().isEmpty() ? "" : " until " + until(held.until(), now))
            + (held.why().isEmpty() ? "" : ". " + held.why());
    return entry(
        new Glyph(Glyph.Shape.DIAMOND, "hand"),
        held.provider(),
        detail,
        Units.age(held.since(), now),
        Ui.button(
            "Open in Providers",
            () -> navigator.go(Navigator.Place.PROVIDERS, held.provider()),
            "compact"));
  }

  /** The core gives ISO-8601; a person reads hours and minutes, and the day where it matters. */
  static String until(String iso, Instant now) {
    Instant at = Instant.parse(iso);
    String day = Duration.between(now, at).toHours() < 12 ? "" : Units.day(at) + " ";
    return day + Units.minute(at) + " UTC";
  }

  private static Node entry(Glyph glyph, String title, String detail, String age, Button... open) {
    VBox text =
        Ui.grow(Ui.column(4, Ui.wrapped(title, "strong"), Ui.wrapped(detail, "small", "muted")));
    text.getChildren().addAll(open);
    Label since = Ui.label(age, "small", "muted");
    since.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    HBox entry = Ui.row(10, glyph, text, since);
    entry.setAlignment(Pos.TOP_LEFT);
    entry.setStyle("-fx-border-color: transparent transparent -sb-border-muted transparent;");
    return Ui.pad(entry, 8, 12, 8, 12);
  }
}
