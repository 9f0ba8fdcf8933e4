package io.signalbox.app.cli.output;

import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operator holds, the same in every command. */
public final class HeldDocs {

  private HeldDocs() {}

  /** The holds of one provider but for all traffic, which its {@code active} says. */
  public static List<Held> of(ProviderView provider) {
    List<Held> held = new ArrayList<>();
    CircuitView circuit = provider.circuit();
    if (circuit != null && circuit.forced() != null) {
      held.add(Held.of(circuit.forced()));
    }
    ManualState manual = provider.manual();
    if (manual != null) {
      held.add(Held.of(manual));
    }
    return held;
  }

  public static List<Map<String, @Nullable Object>> documents(List<Held> held) {
    return held.stream().map(HeldDocs::document).toList();
  }

  public static Map<String, @Nullable Object> document(Held held) {
    return Doc.start()
        .put("subject", held.subject())
        .put("kind", held.kind().name())
        .put("what", held.words())
        .put("member", held.member().isEmpty() ? null : held.member())
        .put("who", held.who())
        .put("why", held.why())
        .put("since", held.since())
        .put("until", held.until())
        .map();
  }

  /** A line for each; one that says so where nothing is held. */
  public static String table(List<Held> held) {
    Table table = Table.of("HELD BY OPERATOR", "WHAT", "WHO", "WHY", "SINCE", "UNTIL");
    for (Held each : held) {
      table.row(
          each.subject(),
          each.words(),
          each.who(),
          each.why(),
          Texts.time(each.since()),
          each.until() == null ? "lifted" : Texts.time(each.until()));
    }
    return table.render("Held by operator: nothing.");
  }
}
