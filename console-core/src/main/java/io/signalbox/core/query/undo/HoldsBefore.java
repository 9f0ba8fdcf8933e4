package io.signalbox.core.query.undo;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.PutBack.Hold;
import io.signalbox.core.query.PutBack.Kind;
import io.signalbox.core.query.UndoPlan;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.HoldWords;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.SwitchHold;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was held before a hold was put in force, replaced or lifted. What would be over by now is
 * not put back: without the act it would be automatic. Thread-safe; blocks.
 */
final class HoldsBefore {

  private static final String AUTOMATIC = "automatic";
  private static final String ENABLED = "enabled";

  private final ProviderContext context;
  private final TimeSource time;

  HoldsBefore(ProviderContext context, TimeSource time) {
    this.context = context;
    this.time = time;
  }

  UndoPlan plan(AuditEntry act, Kind kind, String name) {
    context.operatorHolds().refresh();
    RoutingSnapshot snapshot = context.snapshot();
    Instant now = time.now();
    if (kind == Kind.PROVIDER && provider(snapshot, name).isEmpty()) {
      return UndoPlan.refused(act, name + " is not configured any more.");
    }
    String held = held(snapshot, kind, name, now);
    String made = value(act.after(), kind);
    // What is enabled by the configuration needs no hold to be so.
    boolean same = made.equals(held) || made.equals(ENABLED) && held.isEmpty();
    if (!same) {
      return UndoPlan.refused(
          act,
          held.isEmpty()
              ? "It is no longer in force: its time ran out, or it was lifted."
              : "Something else is held there by now.");
    }
    Instant until = until(act.before());
    boolean over = until != null && !until.isAfter(now);
    String before = over ? "" : value(act.before(), kind);
    // The same hold with another end is another one: the act made it longer, or shorter.
    boolean sameEnd = over || Objects.equals(until, until(act.after()));
    if (before.equals(held) && sameEnd) {
      return UndoPlan.refused(
          act,
          over
              ? "What was held before would be over since " + told(until) + "."
              : "It is so as it was before.");
    }
    Hold hold =
        new Hold(
            kind, name, before, words(act.before().get("why")), before.isEmpty() ? null : until);
    return new UndoPlan(
        act, "", effect(hold, held), hold, change(hold, held, provider(snapshot, name)));
  }

  /** What is held now; empty for nothing. */
  private static String held(RoutingSnapshot snapshot, Kind kind, String name, Instant now) {
    return switch (kind) {
      case PROVIDER -> {
        ManualState manual = snapshot.manual(name, now);
        yield manual == null ? "" : manual.kind().name().toLowerCase(Locale.ROOT);
      }
      case SWITCH -> {
        SwitchHold hold = snapshot.hold(name, now);
        yield hold == null ? "" : hold.member();
      }
      case CIRCUIT -> {
        ForcedCircuit forced = snapshot.forced(name, now);
        yield forced == null ? "" : HoldWords.forced(forced.open());
      }
      case ALL -> {
        Activation active = snapshot.activation(now);
        yield active == null ? "" : active.provider();
      }
    };
  }

  private static Optional<ProviderRegistration> provider(RoutingSnapshot snapshot, String name) {
    return snapshot.providers().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private static String value(Map<String, Object> values, Kind kind) {
    String value = words(values.get(Touched.key(kind)));
    return value.equals(AUTOMATIC) ? "" : value;
  }

  private static String words(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static @Nullable Instant until(Map<String, Object> values) {
    try {
      Object until = values.get("until");
      return until == null ? null : Instant.parse(until.toString());
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String effect(Hold back, String held) {
    String name = back.name();
    if (back.value().isEmpty()) {
      return switch (back.kind()) {
        case PROVIDER -> name + " is no longer " + state(held) + ".";
        case SWITCH -> name + " is automatic again.";
        case CIRCUIT -> "The circuit of " + name + " is automatic again.";
        case ALL -> held + " is no longer active; routing is automatic again.";
      };
    }
    String again =
        switch (back.kind()) {
          case PROVIDER -> name + " is " + state(back.value()) + " again";
          case SWITCH -> name + " is " + HoldWords.heldOn(back.value()) + " again";
          case CIRCUIT -> "The circuit of " + name + " is " + back.value() + " again";
          case ALL -> back.value() + " is active again";
        };
    Instant until = back.until();
    return again + (until == null ? "" : ", until " + told(until)) + ".";
  }

  private static String state(String word) {
    return HoldWords.of(ManualState.Kind.valueOf(word.toUpperCase(Locale.ROOT)));
  }

  private static String told(@Nullable Instant at) {
    return at == null ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** What traffic would see of it; null where it would see nothing. */
  private static @Nullable SwitchChange change(
      Hold back, String held, Optional<ProviderRegistration> provider) {
    String name = back.name();
    boolean lifts = back.value().isEmpty();
    return switch (back.kind()) {
      case SWITCH ->
          lifts
              ? new SwitchChange(SwitchChange.Kind.AUTOMATIC, name, name)
              : new SwitchChange(SwitchChange.Kind.MAKE_ACTIVE, back.value(), name);
      case ALL ->
          lifts
              ? new SwitchChange(SwitchChange.Kind.DEACTIVATE, held, null)
              : new SwitchChange(SwitchChange.Kind.MAKE_ACTIVE, back.value(), null);
      case CIRCUIT ->
          new SwitchChange(
              lifts
                  ? SwitchChange.Kind.RELEASE_CIRCUIT
                  : back.value().equals(HoldWords.forced(true))
                      ? SwitchChange.Kind.FORCE_OPEN
                      : SwitchChange.Kind.FORCE_CLOSED,
              name,
              null);
      case PROVIDER -> {
        SwitchChange.Kind kind =
            lifts
                ? lifting(held, provider.map(ProviderRegistration::enabled).orElse(true))
                : switch (ManualState.Kind.valueOf(back.value().toUpperCase(Locale.ROOT))) {
                  case DRAINED -> SwitchChange.Kind.DRAIN;
                  case MAINTENANCE -> SwitchChange.Kind.MAINTENANCE;
                  case DISABLED -> SwitchChange.Kind.DISABLE;
                  case ENABLED -> SwitchChange.Kind.ENABLE;
                };
        yield kind == null ? null : new SwitchChange(kind, name, null);
      }
    };
  }

  /**
   * @param configured whether the configuration has it enabled, which counts again
   */
  private static SwitchChange.@Nullable Kind lifting(String held, boolean configured) {
    return switch (ManualState.Kind.valueOf(held.toUpperCase(Locale.ROOT))) {
      case DRAINED, MAINTENANCE -> SwitchChange.Kind.RESUME;
      case DISABLED -> configured ? SwitchChange.Kind.ENABLE : null;
      case ENABLED -> configured ? null : SwitchChange.Kind.DISABLE;
    };
  }
}
