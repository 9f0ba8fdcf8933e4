package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.palette.Entry;
import io.signalbox.app.ui.palette.Entry.Ask;
import io.signalbox.app.ui.palette.Entry.Kind;
import io.signalbox.app.ui.palette.Entry.Run;
import io.signalbox.app.ui.preference.KeyMap;
import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the palette offers: the table of acts, the screens, and the names there are. What
 * is in the snapshot or the table is made at once; what is in the store is read in the background.
 */
final class PaletteSource {

  /** Requests that are searched by id: the newest. */
  private static final int REQUESTS_NEWEST = 200;

  private static final int MACHINES_NEWEST = 1_000;

  private static final Duration REQUESTS = Duration.ofDays(30);

  private final UiServices services;
  private final Actions actions;
  private final SwitchOpener switches;
  private final Navigator navigator;
  private final Dialogs dialogs;
  private final KeyMap keys;
  // Read in the background, where it is as good as a moment ago.
  private volatile @Nullable ConsoleSnapshot snapshot;

  PaletteSource(
      UiServices services,
      Actions actions,
      SwitchOpener switches,
      Navigator navigator,
      Dialogs dialogs,
      KeyMap keys) {
    this.services = services;
    this.actions = actions;
    this.switches = switches;
    this.navigator = navigator;
    this.dialogs = dialogs;
    this.keys = keys;
  }

  void show(ConsoleSnapshot newest) {
    snapshot = newest;
  }

  /** Acts, screens and help. */
  List<Entry> atOnce() {
    List<Entry> entries = new ArrayList<>();
    for (Act act : Act.values()) {
      if (act != Act.SEARCH) {
        entries.add(entry(act));
      }
    }
    for (Place place : Place.values()) {
      entries.add(
          Entry.of(
              Kind.SCREEN,
              "Go to " + place.title(),
              KeyboardMap.strokeOf(place),
              () -> navigator.go(place, "")));
    }
    entries.add(Entry.of(Kind.HELP, "What the marks mean", "", () -> MarksHelp.show(dialogs)));
    for (SwitchAction action : SwitchAction.values()) {
      entries.add(
          Entry.of(
              Kind.HELP,
              "What “" + action.label() + "” does",
              action.meaning(),
              () -> dialogs.toast(action.label() + ": " + action.meaning(), "", () -> {})));
    }
    return entries;
  }

  private Entry entry(Act act) {
    String stroke = keys.words(act);
    Place place = act.place();
    String detail =
        (place == null ? "" : place.title())
            + (place == null || stroke.isEmpty() ? "" : ", ")
            + stroke;
    return switch (act.of()) {
      case NOTHING ->
          new Entry(
              Kind.ACTION,
              act.name(),
              act.sentence(),
              detail,
              () -> actions.refusal(act),
              new Run(() -> actions.run(act)));
      case A_PROVIDER -> asking(act, detail, () -> providers(act));
      case A_MEMBER -> asking(act, detail, () -> switches.choices(act, snapshot));
    };
  }

  private static Entry asking(Act act, String detail, Supplier<List<Entry>> choices) {
    return new Entry(
        Kind.ACTION,
        act.name(),
        act.sentence(),
        detail,
        () -> "",
        new Ask("Which provider?", choices));
  }

  private List<Entry> providers(Act act) {
    ConsoleSnapshot now = snapshot;
    List<Entry> entries = new ArrayList<>();
    if (now != null) {
      for (ProviderView each : now.providers()) {
        entries.add(
            new Entry(
                Kind.PROVIDER,
                act.name() + " " + each.name(),
                each.name(),
                Status.of(each).word(),
                () -> each.usable() ? "" : each.problem(),
                new Run(() -> actions.run(act, each.name()))));
      }
    }
    return entries;
  }

  /** Every name there is. In the background: what is the screen's stands in {@link #atOnce}. */
  List<Entry> read(QueryBus queries) {
    List<Entry> entries = new ArrayList<>();
    ConsoleSnapshot now = snapshot;
    if (now != null) {
      now.providers()
          .forEach(each ->
              entries.add(
                  Entry.of(
                      Kind.PROVIDER,
                      each.name(),
                      Status.of(each).word(),
                      () -> navigator.go(Place.PROVIDERS, each.name()))));
      strategies(now.tracks(), entries);
      entries.addAll(switches.whole(now));
    }
    queries
        .ask(new Query.ListTemplates(null, null))
        .forEach(each ->
            entries.add(
                Entry.of(
                    Kind.TEMPLATE,
                    each.templateId(),
                    each.providerApi(),
                    () -> navigator.go(Place.TEMPLATES, each.templateId()))));
    queries
        .ask(new Query.ListRequests(null, services.time().now().minus(REQUESTS), REQUESTS_NEWEST))
        .forEach(each ->
            entries.add(
                Entry.of(
                    Kind.REQUEST,
                    each.requestId(),
                    each.state().word() + " " + each.templateId(),
                    () -> navigator.go(Place.REQUESTS, each.requestId()))));
    queries
        .ask(new Query.ListMachines(null, false, MACHINES_NEWEST))
        .forEach(each ->
            entries.add(
                Entry.of(
                    Kind.MACHINE,
                    each.machineId(),
                    each.provider() + ", " + each.requestId(),
                    () -> navigator.go(Place.REQUESTS, each.requestId()))));
    queries
        .ask(new Query.ShowConfiguration())
        .values()
        .values()
        .forEach(each -> entries.add(setting(each)));
    return entries;
  }

  private void strategies(TrackNode node, List<Entry> entries) {
    if (node.kind() == TrackNode.Kind.PROVIDER) {
      return;
    }
    Entry entry =
        Entry.of(
            Kind.STRATEGY,
            node.name(),
            node.detail(),
            () -> navigator.go(Place.TRACKS, node.name()));
    // A strategy may be a member of several.
    if (entries.stream().noneMatch(each -> each.id().equals(entry.id()))) {
      entries.add(entry);
    }
    node.members().forEach(each -> strategies(each.to(), entries));
  }

  private Entry setting(SettingValue value) {
    String told =
        (value.value() == null ? "not set" : value.value())
            + ", "
            + (value.location() == null ? value.source() : value.location());
    return Entry.of(
        Kind.SETTING, value.key(), told, () -> navigator.go(Place.SETTINGS, value.key()));
  }
}
