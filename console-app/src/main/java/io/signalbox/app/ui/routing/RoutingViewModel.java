package io.signalbox.app.ui.routing;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.routing.applying.ApplyModel;
import io.signalbox.app.ui.routing.decisions.DecisionsModel;
import io.signalbox.app.ui.routing.decisions.ReplayModel;
import io.signalbox.app.ui.routing.editing.EditDrafts;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.preview.MembersModel;
import io.signalbox.app.ui.routing.preview.PreviewModel;
import io.signalbox.app.ui.routing.strategies.Strategies;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingSetting;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Settings of every strategy are compared in the background, this often at most. */
  private static final Duration SELDOM = Duration.ofSeconds(1);

  private static final String DRAFT = "routing";
  private static final String REASON = "reason";

  private final UiServices services;
  private final RoutingEdits edits = new RoutingEdits();
  private final Strategies strategies = new Strategies(edits);
  private final PreviewModel preview;
  private final MembersModel members;
  private final ReplayModel replay;
  private final DecisionsModel decisions;
  private final ApplyModel apply;
  private final Question settings;
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private List<RoutingSetting> inForce = List.of();
  private Instant dueAt = Instant.EPOCH;
  private long seen = -1;
  private boolean isPreviewOld;
  private boolean areSettingsOld;
  private boolean loaded;
  // As this window knows it.
  private Map<String, String> draft;
  private boolean following;
  private String wanted = "";
  // The strategy that was selected last; empty once it is.
  private String last;

  public RoutingViewModel(UiServices services) {
    this.services = services;
    this.preview = new PreviewModel(services);
    this.members = new MembersModel(edits, strategies, preview);
    this.replay = new ReplayModel(services);
    this.decisions = new DecisionsModel(services);
    this.apply = new ApplyModel(services, edits, preview, this::changed);
    this.settings = new Question(services, this::fail);
    this.draft = kept();
    EditDrafts.restore(edits, draft);
    apply.reasonProperty().set(draft.getOrDefault(REASON, ""));
    apply.reasonProperty().addListener((property, old, next) -> keepDraft());
    this.last = services.preferences().find(DRAFT, "selected").orElse("");
    services.preferences().keep(DRAFT, "selected", strategies.nodeProperty());
    strategies.nodeProperty().addListener((property, old, next) -> askPreview());
    edits
        .versionProperty()
        .addListener((property, old, next) -> {
          keepDraft();
          askPreview();
        });
    preview
        .previewProperty()
        .addListener((property, old, next) -> replay.show(next == null ? null : next.replay()));
  }

  /** Shows what all screens share, and asks for what this one alone opens where it is due. */
  public void show(ConsoleSnapshot snapshot) {
    apply.setEnvironment(snapshot.environment());
    members.show(snapshot.providers());
    strategies.show(snapshot.tracks());
    if (snapshot.number() != seen) {
      seen = snapshot.number();
      isPreviewOld = true;
      areSettingsOld = true;
      decisions.changed();
    }
    if (isPreviewOld && preview.refresh()) {
      isPreviewOld = false;
    }
    decisions.refreshIfOld();
    if (areSettingsOld && !services.time().now().isBefore(dueAt)) {
      askSettings();
    }
  }

  /** Asks for the settings in force at once: an act of this window has changed some. */
  void askSettings() {
    areSettingsOld = false;
    dueAt = services.time().now().plus(SELDOM);
    List<RoutingSetting> known = inForce;
    settings.prepare(
        DRAFT,
        queries -> {
          List<RoutingSetting> newest = queries.ask(new Query.ShowRouting()).fields();
          return newest.equals(known) ? known : newest;
        },
        this::settled);
  }

  private void settled(List<RoutingSetting> newest) {
    error.set("");
    boolean first = !loaded;
    loaded = true;
    if (newest != inForce || first) {
      inForce = newest;
      edits.show(newest);
      apply.refreshHistory();
      askPreview();
    }
    String subject = wanted;
    wanted = "";
    if (!subject.isEmpty()) {
      select(subject);
    } else if (!last.isEmpty() && strategies.has(last)) {
      strategies.select(last);
    }
    last = "";
  }

  /** A change was applied: what it answers is newer than any snapshot. */
  private void changed(RoutingView view) {
    settings.forget();
    areSettingsOld = true;
    inForce = view.fields();
    edits.show(inForce);
    strategies.show(view.tree());
    preview.askAgain();
  }

  private void fail(RuntimeException failure) {
    areSettingsOld = true;
    error.set(UiServices.textOf(failure));
  }

  private void askPreview() {
    if (loaded) {
      preview.show(strategies.nodeProperty().get(), edits.values());
    }
  }

  private Map<String, String> kept() {
    return services.drafts().find(DRAFT).orElse(Map.of());
  }

  /** Takes over what another window typed or gave up: the next edit here would be all there is. */
  void follow() {
    Map<String, String> typed = kept();
    if (loaded && !typed.equals(draft)) {
      draft = typed;
      following = true;
      EditDrafts.replace(edits, typed);
      apply.reasonProperty().set(typed.getOrDefault(REASON, ""));
      following = false;
    }
  }

  /** What an earlier window left is kept until it was typed again. */
  private void keepDraft() {
    if (!loaded || following) {
      return;
    }
    Map<String, String> fields = new LinkedHashMap<>(EditDrafts.of(edits));
    String reason = apply.reasonProperty().get();
    if (!reason.isBlank()) {
      fields.put(REASON, reason);
    }
    draft = Map.copyOf(fields);
    if (fields.isEmpty()) {
      services.drafts().drop(DRAFT);
    } else {
      services.drafts().keep(DRAFT, fields);
    }
  }

  /** Selects a strategy by its name, or looks for anything else among past decisions. */
  void select(String subject) {
    if (!loaded) {
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
