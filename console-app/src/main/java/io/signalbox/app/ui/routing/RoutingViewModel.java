package io.signalbox.app.ui.routing;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.query.OverviewView;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingSetting;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The Routing screen without a control: the strategies, the selected one's settings and members,
 * and what holds the edits, their preview, past decisions and the applying.
 *
 * <p>On the screen's thread only; everything that blocks goes through {@link UiServices}. A failed
 * refresh keeps the old values and says so in {@link #errorProperty}.
 */
public final class RoutingViewModel {

  /** What changes seldom is asked for this often. */
  private static final Duration SELDOM = Duration.ofSeconds(1);

  private final UiServices services;
  private final RoutingEdits edits = new RoutingEdits();
  private final PreviewModel preview;
  private final ReplayModel replay;
  private final DecisionsModel decisions;
  private final ApplyModel apply;
  private final StringProperty node = new SimpleStringProperty("");
  private final BooleanProperty searching = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<List<StrategyRow>> strategies =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<LegRow>> legs = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<@Nullable RoutingView> routing =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private Map<String, ProviderView> providers = Map.of();
  private Instant seldomAt = Instant.EPOCH;
  private boolean chosen;
  private String wanted = "";
  private boolean underWay;

  public RoutingViewModel(UiServices services) {
    this.services = services;
    this.preview = new PreviewModel(services);
    this.replay = new ReplayModel(services);
    this.decisions = new DecisionsModel(services);
    this.apply = new ApplyModel(services, edits, preview, this::changed);
    node.addListener((property, old, next) -> {
      askPreview();
      showLegs();
    });
    edits.versionProperty().addListener((property, old, next) -> askPreview());
    searching.addListener((property, old, on) -> {
      if (on) {
        decisions.refresh();
      }
    });
    preview
        .previewProperty()
        .addListener((property, old, next) -> {
          showLegs();
          replay.show(next == null ? null : next.replay());
        });
  }

  /** Asks for everything shown; called by the feed and after every change. */
  public void refresh() {
    preview.refresh();
    Instant now = services.time().now();
    if (Duration.between(seldomAt, now).compareTo(SELDOM) >= 0) {
      seldomAt = now;
      services.ask(new Query.Overview(Duration.ofMinutes(15)), this::show, this::fail);
      apply.refreshHistory();
      if (searching.get()) {
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
    if (!view.equals(routing.get())) {
      routing.set(view);
      List<StrategyRow> rows = StrategyRow.of(view.tree());
      if (!rows.equals(strategies.get())) {
        strategies.set(rows);
      }
    }
    edits.show(view.fields());
    chooseNode(view.tree());
    askPreview();
    showLegs();
  }

  private void chooseNode(TrackNode root) {
    List<StrategyRow> rows = strategies.get();
    String subject = wanted;
    wanted = "";
    if (!subject.isEmpty()) {
      select(subject);
    }
    boolean there = rows.stream().anyMatch(row -> row.node().equals(node.get()));
    if (!chosen || !there) {
      chosen = true;
      node.set(root.kind() == TrackNode.Kind.POLICY ? "" : root.name());
    }
  }

  private void show(OverviewView view) {
    apply.setEnvironment(view.environment());
    Map<String, ProviderView> newest = new LinkedHashMap<>();
    view.providers().forEach(each -> newest.put(each.name(), each));
    if (!newest.equals(providers)) {
      providers = newest;
      showLegs();
    }
  }

  private void askPreview() {
    if (routing.get() != null) {
      preview.show(node.get(), edits.values());
    }
  }

  private void showLegs() {
    RoutingView view = routing.get();
    if (view == null) {
      return;
    }
    SettingsPreview told = preview.previewProperty().get();
    List<LegRow> rows =
        Legs.of(Legs.find(view.tree(), node.get()), providers, edits.of(node.get()), told);
    if (!rows.equals(legs.get())) {
      legs.set(rows);
    }
  }

  private void fail(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
  }

  /** Selects a strategy by its name, or looks for anything else among past decisions. */
  void select(String subject) {
    if (routing.get() == null) {
      wanted = subject;
      return;
    }
    String name = subject.equals("policy") ? "" : subject;
    if (strategies.get().stream().anyMatch(row -> row.node().equals(name))) {
      chosen = true;
      searching.set(false);
      node.set(name);
    } else {
      decisions.searchProperty().set(subject);
      searching.set(true);
    }
  }

  /** The selected strategy as it stands; null for the policy beside a tree, or before an answer. */
  @Nullable TrackNode selectedNode() {
    RoutingView view = routing.get();
    return view == null ? null : Legs.find(view.tree(), node.get());
  }

  /** The algorithm, mode or policy of the selected strategy as typed. */
  String algorithm() {
    for (RoutingSetting setting : edits.of(node.get())) {
      String last = SettingGroup.last(setting.key());
      boolean names =
          last.equals("algorithm") || last.equals("selection_policy") || last.equals("policy");
      if (names && edits.shown(setting.key()) instanceof String text) {
        return text;
      }
    }
    TrackNode selected = selectedNode();
    return selected == null ? "" : selected.detail();
  }

  /** The place of a provider in the configuration, for its colour; -1 for no provider. */
  int order(String provider) {
    ProviderView view = providers.get(provider);
    return view == null ? -1 : view.order();
  }

  RoutingEdits edits() {
    return edits;
  }

  PreviewModel preview() {
    return preview;
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

  /** The selected strategy; empty for policy and criteria. */
  StringProperty nodeProperty() {
    return node;
  }

  /** Whether past decisions are in front, rather than the preview. */
  BooleanProperty searchingProperty() {
    return searching;
  }

  ReadOnlyObjectProperty<List<StrategyRow>> strategiesProperty() {
    return strategies.getReadOnlyProperty();
  }

  /** Members of the selected strategy. */
  ReadOnlyObjectProperty<List<LegRow>> legsProperty() {
    return legs.getReadOnlyProperty();
  }

  /** Null before the first answer. */
  ReadOnlyObjectProperty<@Nullable RoutingView> routingProperty() {
    return routing.getReadOnlyProperty();
  }

  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
