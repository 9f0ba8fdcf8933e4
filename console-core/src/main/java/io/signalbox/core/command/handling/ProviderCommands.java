package io.signalbox.core.command.handling;

import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.health.HealthReport;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.ProviderViews;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries out what can be done to one provider. Thread-safe. */
public final class ProviderCommands {

  /** How long health told from outside holds where nobody says. */
  private static final Duration REPORT_HOLDS = Duration.ofMinutes(5);

  private final ProviderContext context;
  private final ProviderViews views;
  private final HealthMonitor health;
  private final LastProviderGuard lastProviderGuard;
  private final SettingInput input;
  private final SettingChanges settings;

  public ProviderCommands(
      ProviderContext context,
      ProviderViews views,
      HealthMonitor health,
      LastProviderGuard lastProviderGuard,
      SettingInput input,
      SettingChanges settings) {
    this.context = context;
    this.views = views;
    this.health = health;
    this.lastProviderGuard = lastProviderGuard;
    this.input = input;
    this.settings = settings;
  }

  Object handle(ProviderCommand<?> command, AuditTrail.Act act) {
    ProviderRegistration provider = views.registration(command.provider());
    // What another process changed is looked at before it is replaced or lifted.
    context.operatorHolds().refresh();
    return switch (command) {
      case ProviderCommand.Check c -> check(provider, act);
      case ProviderCommand.Enable c -> enable(provider, c, act);
      case ProviderCommand.Disable c -> {
        yield stop(c.provider(), ManualState.Kind.DISABLED, c.reason(), null, act);
      }
      case ProviderCommand.Drain c -> {
        yield stop(c.provider(), ManualState.Kind.DRAINED, c.reason(), c.until(), act);
      }
      case ProviderCommand.Maintain c -> {
        Checks.reason(c.reason(), "Maintenance");
        yield stop(c.provider(), ManualState.Kind.MAINTENANCE, c.reason(), c.until(), act);
      }
      case ProviderCommand.Resume c -> resume(c, act);
      case ProviderCommand.Update c -> update(c, act);
      case ProviderCommand.ReportHealth c -> report(c, act);
      case ProviderCommand.WithdrawReport c -> withdraw(c, act);
    };
  }

  private HealthView check(ProviderRegistration provider, AuditTrail.Act act) {
    if (provider.strategy() == null) {
      throw new SignalboxException(
          ErrorCode.TYPE_NOT_INSTALLED,
          provider.name() + " cannot be checked: " + provider.unusable(),
          Map.of("provider", provider.name()));
    }
    HealthView view = health.checkNow(provider.name());
    act.done(Map.of(), Map.of("health", word(view)));
    return view;
  }

  private ProviderView enable(
      ProviderRegistration provider, ProviderCommand.Enable command, AuditTrail.Act act) {
    ManualState now = context.snapshot().manual().get(command.provider());
    if (now == null ? provider.enabled() : now.kind() == ManualState.Kind.ENABLED) {
      return view(command);
    }
    Map<String, Object> before = held(command.provider());
    ManualState enabled =
        new ManualState(
            command.provider(),
            ManualState.Kind.ENABLED,
            act.caller().actor(),
            command.reason(),
            act.at(),
            null);
    act.changeThen(
        () ->
            provider.enabled()
                ? context.operatorHolds().lift(command.provider())
                : context.operatorHolds().set(enabled),
        before,
        Map.of("state", "enabled"));
    return view(command);
  }

  private ProviderView stop(
      String provider,
      ManualState.Kind kind,
      String reason,
      @Nullable Instant until,
      AuditTrail.Act act) {
    Checks.future(until, act.at());
    ManualState now = context.snapshot().manual().get(provider);
    if (now != null && now.kind() == kind && Checks.again(reason, until, now.why(), now.until())) {
      return views.one(provider);
    }
    lastProviderGuard.check(Set.of(provider), reason, act.caller().force());
    hold(
        new ManualState(provider, kind, act.caller().actor(), reason, act.at(), until),
        until == null
            ? Map.of("state", word(kind))
            : Map.of("state", word(kind), "until", until.toString()),
        act);
    return views.one(provider);
  }

  private void hold(ManualState state, Map<String, Object> after, AuditTrail.Act act) {
    act.changeThen(() -> context.operatorHolds().set(state), held(state.provider()), after);
  }

  /**
   * Puts a provider back as an operator held it before, or lifts what holds it now.
   *
   * @param kind null for no hold
   */
  void putBack(
      String name,
      ManualState.@Nullable Kind kind,
      String why,
      @Nullable Instant until,
      AuditTrail.Act act) {
    ProviderRegistration provider = views.registration(name);
    context.operatorHolds().refresh();
    if (kind == null) {
      ManualState now = context.snapshot().manual().get(name);
      if (now != null && now.kind() == ManualState.Kind.ENABLED && !provider.enabled()) {
        lastProviderGuard.check(Set.of(name), why, act.caller().force());
      }
      act.changeThen(
          () -> context.operatorHolds().lift(name), held(name), Map.of("state", "automatic"));
    } else if (kind == ManualState.Kind.ENABLED) {
      hold(
          new ManualState(name, kind, act.caller().actor(), why, act.at(), null),
          Map.of("state", word(kind)),
          act);
    } else {
      stop(name, kind, why, until, act);
    }
  }

  private ProviderView resume(ProviderCommand.Resume command, AuditTrail.Act act) {
    ManualState held = context.snapshot().manual().get(command.provider());
    if (held == null || held.kind() == ManualState.Kind.ENABLED) {
      return view(command);
    }
    if (held.kind() == ManualState.Kind.DISABLED) {
      throw new SignalboxException(
          ErrorCode.INVALID_STATE,
          command.provider() + " is disabled, not drained or in maintenance; lift that with enable",
          Map.of("provider", command.provider()));
    }
    act.changeThen(
        () -> context.operatorHolds().lift(command.provider()),
        held(command.provider()),
        Map.of("state", "automatic"));
    return view(command);
  }

  private ProviderView update(ProviderCommand.Update command, AuditTrail.Act act) {
    settings.apply(input.ofProvider(command.provider(), command.settings()), command.reason(), act);
    return view(command);
  }

  private HealthView report(ProviderCommand.ReportHealth command, AuditTrail.Act act) {
    if (command.source().isBlank()) {
      throw Checks.invalid("A health report names its source", "source", "");
    }
    Checks.future(command.until(), act.at());
    Instant until = command.until() == null ? act.at().plus(REPORT_HOLDS) : command.until();
    HealthView before = health.view(command.provider());
    act.changeThen(
        () ->
            health.report(
                new HealthReport(
                    command.provider(),
                    command.healthy(),
                    command.message(),
                    command.source(),
                    until)),
        Map.of("health", word(before)),
        Map.of(
            "healthy", command.healthy(), "source", command.source(), "until", until.toString()));
    return health.view(command.provider());
  }

  private HealthView withdraw(ProviderCommand.WithdrawReport command, AuditTrail.Act act) {
    HealthView before = health.view(command.provider());
    if (before.source().equals(HealthView.MONITOR)) {
      return before;
    }
    act.changeThen(
        () -> health.withdrawReport(command.provider()),
        Map.of("health", word(before), "source", before.source()),
        Map.of("source", "monitor"));
    return health.view(command.provider());
  }

  private ProviderView view(ProviderCommand<?> command) {
    return views.one(command.provider());
  }

  private Map<String, Object> held(String provider) {
    ManualState held = context.snapshot().manual().get(provider);
    return held == null
        ? Map.of("state", "automatic")
        : HeldWords.of("state", word(held.kind()), held.who(), held.why(), held.until());
  }

  private static String word(ManualState.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String word(HealthView view) {
    return view.state().name().toLowerCase(Locale.ROOT);
  }
}
