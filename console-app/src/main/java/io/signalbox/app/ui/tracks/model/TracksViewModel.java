package io.signalbox.app.ui.tracks.model;

import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.switching.SwitchThrow;
import io.signalbox.app.ui.switching.Target;
import io.signalbox.app.ui.switching.Trees;
import io.signalbox.core.query.EventView;
import io.signalbox.core.query.OverviewView;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.TracksView;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The track diagram without a control: the tree, what is selected on it, its events. What is about
 * to be thrown is {@link SwitchThrow}'s. On the screen's thread only.
 *
 * <p>A failed refresh keeps the old values and says so; an answer older than what is shown, or for
 * another time, is dropped.
 */
public final class TracksViewModel {

  private static final Duration EVENTS = Duration.ofHours(1);

  private final UiServices services;
  private final ObjectProperty<TracksWindow> window =
      new SimpleObjectProperty<>(TracksWindow.MINUTES_5);
  private final ReadOnlyObjectWrapper<@Nullable TracksView> tracks = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Timeline> timeline =
      new ReadOnlyObjectWrapper<>(new Timeline(List.of(), Instant.EPOCH, Instant.EPOCH));
  private final ReadOnlyObjectWrapper<@Nullable Selection> selection =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable String> member = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper environment = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final SwitchThrow thrown;
  private String wanted = "";
  private long asked;
  private long shown;
  private long told;

  /**
   * What is open in the panel. Stays when its node vanishes.
   *
   * @param strategy false for a provider
   */
  public record Selection(boolean strategy, String name) {
    public String key() {
      return (strategy ? "s:" : "p:") + name;
    }
  }

  /**
   * @param events oldest first
   */
  public record Timeline(List<EventView> events, Instant from, Instant to) {}

  public TracksViewModel(UiServices services) {
    this.services = services;
    this.thrown = new SwitchThrow(services, this::target, environment, this::refresh);
    window.addListener((property, old, next) -> refresh());
  }

  /** Asks for everything shown; called by the feed and after every action. */
  public void refresh() {
    long ask = ++asked;
    TracksWindow over = window.get();
    services.ask(
        new Query.Tracks(over.length()),
        view -> {
          // A slow answer counts unless a newer one is shown: else a busy core is never seen.
          if (ask > shown && over == window.get()) {
            shown = ask;
            error.set("");
            show(view);
          }
        },
        failure -> error.set(UiServices.textOf(failure)));
    Instant now = services.time().now();
    services.ask(
        new Query.Events(now.minus(EVENTS), 500),
        events -> {
          if (ask > told) {
            told = ask;
            timeline.set(new Timeline(events, now.minus(EVENTS), now));
          }
        },
        failure -> error.set(UiServices.textOf(failure)));
    if (environment.get().isEmpty()) {
      services.ask(
          new Query.Overview(over.length()),
          this::showEnvironment,
          failure -> {
            // Until it is known, everything is treated as production.
          });
    }
    thrown.refresh();
  }

  private void showEnvironment(OverviewView overview) {
    environment.set(overview.environment());
  }

  private void show(TracksView view) {
    tracks.set(view);
    if (!wanted.isEmpty()) {
      String name = wanted;
      wanted = "";
      select(name);
    }
    if (selection.get() == null) {
      TrackNode first = Trees.find(view.root(), node -> node.hold() != null);
      if (first == null) {
        first = Trees.find(view.root(), node -> node.kind() == TrackNode.Kind.FAILOVER);
      }
      TrackNode chosen = first == null ? view.root() : first;
      if (chosen.kind() != TrackNode.Kind.PROVIDER) {
        open(new Selection(true, chosen.name()));
      }
    }
    thrown.targetChanged();
  }

  /** Opens a strategy or provider by name, now or when the tree is there. */
  public void select(String name) {
    TracksView view = tracks.get();
    if (view == null) {
      wanted = name;
    } else if (Trees.strategy(view.root(), name) != null) {
      open(new Selection(true, name));
    } else if (Trees.provider(view, name) != null) {
      open(new Selection(false, name));
    }
  }

  void open(Selection next) {
    if (next.equals(selection.get())) {
      return;
    }
    thrown.discard();
    selection.set(next);
    member.set(firstMember(next));
  }

  /** At a switch: the first leg it could be thrown to. */
  private @Nullable String firstMember(Selection next) {
    TracksView view = tracks.get();
    TrackNode node = view == null ? null : Trees.strategy(view.root(), next.name());
    if (!next.strategy() || node == null || node.members().isEmpty()) {
      return null;
    }
    if (node.hold() != null) {
      return node.hold().member();
    }
    for (TrackMember leg : node.members()) {
      if (node.kind() == TrackNode.Kind.FAILOVER && !leg.to().name().equals(node.active())) {
        return leg.to().name();
      }
    }
    return node.members().getFirst().to().name();
  }

  /** Chooses a member of the open switch; what was about to happen to another is forgotten. */
  public void choose(String name) {
    if (!name.equals(member.get())) {
      thrown.discard();
      member.set(name);
    }
  }

  /** The strategy that is open; null if none is, or it vanished. */
  public @Nullable TrackNode node() {
    TracksView view = tracks.get();
    Selection open = selection.get();
    return view == null || open == null || !open.strategy()
        ? null
        : Trees.strategy(view.root(), open.name());
  }

  /** The provider that is open; null if none is, or it vanished. */
  public @Nullable ProviderView provider() {
    TracksView view = tracks.get();
    Selection open = selection.get();
    return view == null || open == null || open.strategy()
        ? null
        : Trees.provider(view, open.name());
  }

  /** What an action would be done to; null if nothing is selected, or it vanished. */
  public @Nullable Target target() {
    TracksView view = tracks.get();
    TrackNode node = node();
    ProviderView provider = provider();
    String chosen = member.get();
    if (view == null) {
      return null;
    }
    if (node != null) {
      return chosen == null ? null : Target.member(view, node, chosen);
    }
    return provider == null ? null : Target.provider(view, provider);
  }

  /** Every provider in the tree's own order; none until the first answer. */
  public List<ProviderView> providers() {
    TracksView view = tracks.get();
    return view == null ? List.of() : view.providers();
  }

  public SwitchThrow thrown() {
    return thrown;
  }

  public Instant now() {
    return services.time().now();
  }

  public ObjectProperty<TracksWindow> windowProperty() {
    return window;
  }

  /** Null until the first answer. */
  public ReadOnlyObjectProperty<@Nullable TracksView> tracksProperty() {
    return tracks.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Timeline> timelineProperty() {
    return timeline.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable Selection> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  /** The chosen member of the open switch; null for none. */
  public ReadOnlyObjectProperty<@Nullable String> memberProperty() {
    return member.getReadOnlyProperty();
  }

  /** As configured; empty until known. */
  ReadOnlyStringProperty environmentProperty() {
    return environment.getReadOnlyProperty();
  }

  /** Why the last refresh failed; empty if it did not. */
  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
