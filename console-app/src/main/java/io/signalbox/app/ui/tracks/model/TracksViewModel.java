package io.signalbox.app.ui.tracks.model;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.app.ui.switching.SwitchRequest;
import io.signalbox.app.ui.switching.Target;
import io.signalbox.app.ui.switching.Trees;
import io.signalbox.core.query.EventView;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The track diagram without a control: the tree, what is selected on it, its events, and what
 * traffic would do while the form for a switch is open. On the screen's thread only.
 *
 * <p>A question that fails keeps the old values and says so.
 */
public final class TracksViewModel {

  private static final Duration EVENTS = Duration.ofHours(1);

  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final String HERE = "Tracks";
  private static final String REMEMBERED = "tracks";
  private static final String SELECTED = "selected";

  private final UiServices services;
  private final Question events;
  private final ReadOnlyObjectWrapper<@Nullable ConsoleSnapshot> snapshot =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Timeline> timeline =
      new ReadOnlyObjectWrapper<>(new Timeline(List.of(), Instant.EPOCH, Instant.EPOCH));
  private final ReadOnlyObjectWrapper<@Nullable Selection> selection =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable String> member = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable SwitchPreview> preview =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private String wanted = "";
  private Instant asked = Instant.EPOCH;

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
    this.events = new Question(services, this::failed);
    wanted = services.preferences().find(REMEMBERED, SELECTED).orElse("");
  }

  /** Shows what all screens share; asks for the events, once a second at most. */
  public void show(ConsoleSnapshot next) {
    snapshot.set(next);
    openWanted(next);
    Instant now = services.time().now();
    if (!now.isBefore(asked.plus(SECOND))) {
      asked = now;
      events.ask(
          "events",
          new Query.Events(now.minus(EVENTS), 500),
          answer -> {
            error.set("");
            timeline.set(new Timeline(answer, now.minus(EVENTS), now));
          });
    }
  }

  /** A question of the screen failed: what was shown stays. */
  public void failed(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
  }

  private void openWanted(ConsoleSnapshot view) {
    if (!wanted.isEmpty()) {
      String name = wanted;
      wanted = "";
      select(name);
    }
    if (selection.get() == null) {
      TrackNode first = Trees.find(view.tracks(), node -> node.hold() != null);
      if (first == null) {
        first = Trees.find(view.tracks(), node -> node.kind() == TrackNode.Kind.FAILOVER);
      }
      TrackNode chosen = first == null ? view.tracks() : first;
      if (chosen.kind() != TrackNode.Kind.PROVIDER) {
        open(new Selection(true, chosen.name()));
      }
    }
  }

  /** Opens a strategy or provider by name, now or when the tree is there. */
  public void select(String name) {
    ConsoleSnapshot view = snapshot.get();
    if (view == null) {
      wanted = name;
    } else if (Trees.strategy(view.tracks(), name) != null) {
      open(new Selection(true, name));
    } else if (Trees.provider(view, name) != null) {
      open(new Selection(false, name));
    }
  }

  void open(Selection next) {
    if (next.equals(selection.get())) {
      return;
    }
    selection.set(next);
    services.preferences().set(REMEMBERED, SELECTED, next.name());
    member.set(firstMember(next));
  }

  /** At a switch: the first member it could be thrown to. */
  private @Nullable String firstMember(Selection next) {
    ConsoleSnapshot view = snapshot.get();
    TrackNode node = view == null ? null : Trees.strategy(view.tracks(), next.name());
    if (!next.strategy() || node == null || node.members().isEmpty()) {
      return null;
    }
    if (node.hold() != null) {
      return node.hold().member();
    }
    for (TrackMember each : node.members()) {
      if (node.kind() == TrackNode.Kind.FAILOVER && !each.to().name().equals(node.active())) {
        return each.to().name();
      }
    }
    return node.members().getFirst().to().name();
  }

  /** Chooses a member of the open switch. */
  public void choose(String name) {
    member.set(name);
  }

  /** The strategy that is open; null if none is, or it vanished. */
  public @Nullable TrackNode node() {
    ConsoleSnapshot view = snapshot.get();
    Selection open = selection.get();
    return view == null || open == null || !open.strategy()
        ? null
        : Trees.strategy(view.tracks(), open.name());
  }

  /** The provider that is open; null if none is, or it vanished. */
  public @Nullable ProviderView provider() {
    ConsoleSnapshot view = snapshot.get();
    Selection open = selection.get();
    return view == null || open == null || open.strategy()
        ? null
        : Trees.provider(view, open.name());
  }

  /** What an action would be done to; null if nothing is selected, or it vanished. */
  public @Nullable Target target() {
    ConsoleSnapshot view = snapshot.get();
    SwitchRequest wish = request(SwitchAction.AUTOMATIC);
    return view == null || wish.name().isEmpty() ? null : Target.of(view, wish.at(), wish.name());
  }

  /** To do the action to the chosen member of the open switch, or to the open provider. */
  public SwitchRequest request(SwitchAction action) {
    Selection open = selection.get();
    String chosen = member.get();
    if (open == null) {
      return SwitchRequest.provider(action, "", HERE);
    }
    return open.strategy()
        ? SwitchRequest.member(action, open.name(), chosen == null ? "" : chosen, HERE)
        : SwitchRequest.provider(action, open.name(), HERE);
  }

  /** Shows what traffic would do; null for nothing. */
  public void preview(@Nullable SwitchPreview next) {
    preview.set(next);
  }

  public Instant now() {
    return services.time().now();
  }

  /** Null until the first answer. */
  public ReadOnlyObjectProperty<@Nullable ConsoleSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
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

  /** What traffic would do; null while no switch is about to be thrown. */
  public ReadOnlyObjectProperty<@Nullable SwitchPreview> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** Why the last question failed; empty if it did not. */
  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
