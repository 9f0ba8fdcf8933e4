package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.palette.Entry;
import io.signalbox.app.ui.palette.Entry.Kind;
import io.signalbox.app.ui.palette.Entry.Run;
import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.switching.SwitchRequest;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Switches as the palette offers them: each opens the one form. */
final class SwitchOpener {

  private static final String FROM = "the command palette";

  private final SwitchForm form;

  SwitchOpener(SwitchForm form) {
    this.form = form;
  }

  /** What the act can be done to: providers by themselves, and members where the switch counts. */
  List<Entry> choices(Act act, @Nullable ConsoleSnapshot now) {
    SwitchAction action = SwitchAction.valueOf(act.name());
    List<Entry> entries = new ArrayList<>();
    if (now == null) {
      return entries;
    }
    for (ProviderView each : now.providers()) {
      entries.add(
          entry(
              Kind.PROVIDER,
              each.name(),
              Status.of(each).word(),
              SwitchRequest.provider(action, each.name(), FROM)));
    }
    Map<String, Entry> members = new LinkedHashMap<>();
    members(action, now.tracks(), members);
    entries.addAll(members.values());
    return entries;
  }

  /** A member of a failover: held active there, lifted there, or a strategy's circuit. */
  private void members(SwitchAction action, TrackNode node, Map<String, Entry> found) {
    for (TrackMember each : node.members()) {
      boolean strategy = each.to().kind() != TrackNode.Kind.PROVIDER;
      boolean counts =
          switch (action) {
            case MAKE_ACTIVE, AUTOMATIC -> true;
            case FORCE_OPEN, FORCE_CLOSED -> strategy;
            case DRAIN, MAINTENANCE, DISABLE, ENABLE -> false;
          };
      if (node.kind() == TrackNode.Kind.FAILOVER && counts) {
        String text = each.to().name() + " at " + node.name();
        found.put(
            text,
            entry(
                Kind.STRATEGY,
                text,
                each.role(),
                SwitchRequest.member(action, node.name(), each.to().name(), FROM)));
      }
      members(action, each.to(), found);
    }
  }

  /** Each action with each provider, for who types both at once. */
  List<Entry> whole(ConsoleSnapshot now) {
    List<Entry> entries = new ArrayList<>();
    for (SwitchAction action : SwitchAction.values()) {
      for (ProviderView each : now.providers()) {
        entries.add(
            entry(
                Kind.WHOLE_ACTION,
                action.named(each.name()) + "…",
                "",
                SwitchRequest.provider(action, each.name(), FROM)));
      }
    }
    return entries;
  }

  private Entry entry(Kind kind, String text, String detail, SwitchRequest wish) {
    return new Entry(
        kind,
        wish.action() + " " + text,
        text,
        detail,
        () -> form.refusal(wish),
        new Run(() -> form.open(wish)));
  }
}
