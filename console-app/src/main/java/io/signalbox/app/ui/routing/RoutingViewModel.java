package io.signalbox.app.ui.routing;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.routing.applying.ApplyModel;
import io.signalbox.app.ui.routing.decisions.DecisionsModel;
import io.signalbox.app.ui.routing.decisions.ReplayModel;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.preview.MembersModel;
import io.signalbox.app.ui.routing.preview.PreviewModel;
import io.signalbox.app.ui.routing.strategies.Strategies;
import io.signalbox.core.query.OverviewView;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingView;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * The Routing screen without a control: joins the strategies, what is typed over their settings,
 * its preview, past decisions and the applying.
 *
 * <p>On the screen's thread only; everything that blocks goes through {@link UiServices}. A failed
 * refresh keeps the old values and says so in {@link #errorProperty}.
 */
public final class RoutingViewModel {

  /** What changes seldom is asked for this often. */
  private static final Duration SELDOM = Duration.ofSeconds(1);

  private final UiServices services;
  private final RoutingEdits edits = new RoutingEdits();
  private final Strategies strategies = new Strategies(edits);
  private final PreviewModel preview;
  private final MembersModel members;
  private final ReplayModel replay;
  private final DecisionsModel decisions;
  private final ApplyModel apply;
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private Instant seldomAt = Instant.EPOCH;
  private String wanted = "";
  private boolean underWay;

  public RoutingViewModel(UiServices services) {
    this.services = services;
    this.preview = new PreviewModel(services);
    this.members = new MembersModel(edits, strategies, preview);
    this.replay = new ReplayModel(services);
    this.decisions = new DecisionsModel(services);
    this.apply = new ApplyModel(services, edits, preview, this::changed);
    strategies.nodeProperty().addListener((property, old, next) -> askPreview());
    edits.versionProperty().addListener((property, old, next) -> askPreview());
    preview
        .previewProperty()
        .addListener((property, old, next) -> replay.show(next == null ? null : next.replay()));
  }

  /** Asks for everything shown; called by the feed and after every change. */
  public void refresh() {
    preview.refresh();
    Instant now = services.time().now();
    if (Duration.between(seldomAt, now).compareTo(SELDOM) >= 0) {
      seldomAt = now;
      services.ask(new Query.Overview(Duration.ofMinutes(15)), this::show, this::fail);
      apply.refreshHistory();
      if (decisions.openProperty().get()) {
        decisions.refresh();
      }
    }
    // One question at most is under way: a slow core gets fewer, never a queue of them.
    if (!underWay) {
      underWay = true;
      services.ask(
          new Query.ShowRouting(),
          view -> {
            underWay = false;
            error.set("");
            show(view);
          },
          failure -> {
            underWay = false;
            fail(failure);
          });
    }
  }

  private void changed(RoutingView view) {
    show(view);
    preview.askAgain();
  }

  private void show(RoutingView view) {
    edits.show(view.fields());
    strategies.show(view);
    String subject = wanted;
    wanted = "";
    if (!subject.isEmpty()) {
      select(subject);
    }
    askPreview();
  }

  private void show(OverviewView view) {
    apply.setEnvironment(view.environment());
    members.show(view.providers());
  }

  private void askPreview() {
    if (strategies.routingProperty().get() != null) {
      preview.show(strategies.nodeProperty().get(), edits.values());
    }
  }

  private void fail(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
  }

  /** Selects a strategy by its name, or looks for anything else among past decisions. */
  void select(String subject) {
    if (strategies.routingProperty().get() == null) {
      wanted = subject;
      return;
    }
    String name = subject.equals("policy") ? "" : subject;
    if (strategies.has(name)) {
      decisions.openProperty().set(false);
      strategies.select(name);
    } else {
      decisions.searchProperty().set(subject);
      decisions.openProperty().set(true);
    }
  }

  RoutingEdits edits() {
    return edits;
  }

  Strategies strategies() {
    return strategies;
  }

  PreviewModel preview() {
    return preview;
  }

  MembersModel members() {
    return members;
  }

  ReplayModel replay() {
    return replay;
  }

  DecisionsModel decisions() {
    return decisions;
  }

  ApplyModel apply() {
    return apply;
  }

  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
