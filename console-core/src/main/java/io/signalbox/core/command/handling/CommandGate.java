package io.signalbox.core.command.handling;

import io.signalbox.core.command.AlertCommand;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.CommandBus;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.command.DrillCommand;
import io.signalbox.core.command.Outcome;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.ReadinessCommand;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.TemplateCommand;
import io.signalbox.core.command.Undo;
import io.signalbox.core.drill.Drills;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.error.StillOpen;
import io.signalbox.core.log.Traced;
import io.signalbox.core.readiness.Readiness;
import io.signalbox.core.readiness.ReadinessReport;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gate every command passes, and the hand-over to the handler of its group. Thread-safe. */
public final class CommandGate implements CommandBus {

  private static final Logger LOG = LoggerFactory.getLogger(CommandGate.class);

  private final AuditTrail audit;
  private final ProviderCommands providers;
  private final RoutingCommands routing;
  private final RequestCommands requests;
  private final TemplateCommands templates;
  private final ConfigCommands configuration;
  private final UndoCommands undo;
  private final AlertCommands alerts;
  private final Drills drills;
  private final Readiness readiness;
  private final boolean observes;
  private final StillOpen open;
  private volatile boolean readOnly;

  /**
   * @param observes whether this process only looks: it changes nothing, for no caller
   */
  public CommandGate(
      AuditTrail audit,
      ProviderCommands providers,
      RoutingCommands routing,
      RequestCommands requests,
      TemplateCommands templates,
      ConfigCommands configuration,
      UndoCommands undo,
      AlertCommands alerts,
      Drills drills,
      Readiness readiness,
      boolean observes,
      StillOpen open) {
    this.audit = audit;
    this.providers = providers;
    this.routing = routing;
    this.requests = requests;
    this.templates = templates;
    this.configuration = configuration;
    this.undo = undo;
    this.alerts = alerts;
    this.drills = drills;
    this.readiness = readiness;
    this.observes = observes;
    this.open = open;
  }

  @Override
  @SuppressWarnings("unchecked") // each record answers with what its handler returns
  public <R> Outcome<R> carryOut(Command<R> command, Caller caller) {
    BlockingCall.check("A command");
    open.check();
    try (Traced trace = Traced.by(caller.traceId())) {
      AuditTrail.Act act = audit.begin(command, caller);
      try {
        if (readOnly && mutates(command)) {
          throw new SignalboxException(
              ErrorCode.READ_ONLY,
              "This console is locked for reading only; unlock it to carry out " + act.name(),
              Map.of("command", act.name()));
        }
        R answer = (R) (observes ? observed(command, act) : handle(command, act));
        if (mutates(command) && !act.changed()) {
          act.soAlready();
        }
        if (act.changed()) {
          LOG.info("{} {}: done", act.name(), command.subject());
        } else if (mutates(command)) {
          LOG.info("{} {}: as it was", act.name(), command.subject());
        } else {
          // Who waits for a request looks at it twice a second: that is no line of a log.
          LOG.debug("{} {}: as it was", act.name(), command.subject());
        }
        return new Outcome<>(answer, act.id());
      } catch (SignalboxException e) {
        // The message may name who holds something, and his reason: those are the audit's.
        LOG.info("{} {}: {}", act.name(), command.subject(), e.code());
        act.refused(e);
        throw e;
      }
    }
  }

  private Object handle(Command<?> command, AuditTrail.Act act) {
    // A scheduler's come before the switch, which is linked anew at the start of each process.
    if (command instanceof RequestCommand<?> asked) {
      return requests.handle(asked, act);
    }
    return switch (command) {
      case ProviderCommand<?> c -> providers.handle(c, act);
      case RoutingCommand c -> routing.handle(c, act);
      case RequestCommand<?> c -> requests.handle(c, act);
      case TemplateCommand<?> c -> templates.handle(c, act);
      case ConfigCommand<?> c -> configuration.handle(c, act);
      case Undo c -> undo.handle(c, act);
      case AlertCommand c -> alerts.handle(c, act);
      case DrillCommand.StartDrill c -> drills.start(c.scenario(), c.speed());
      case DrillCommand.StopDrill c -> drills.stop(c.id());
      case ReadinessCommand c -> handle(c, act);
    };
  }

  private ReadinessReport handle(ReadinessCommand command, AuditTrail.Act act) {
    return switch (command) {
      case ReadinessCommand.RunChecks c -> {
        ReadinessReport report =
            readiness.start(c.checks(), act.caller().actor(), act.caller().traceId());
        act.done(Map.of(), Map.of("checks", c.checks().size()));
        yield report;
      }
      case ReadinessCommand.CancelChecks c -> {
        readiness.cancel();
        yield readiness.report();
      }
    };
  }

  /** Requests are told as they stand in the store; whoever may drive them does. */
  private Object observed(Command<?> command, AuditTrail.Act act) {
    return switch (command) {
      case RequestCommand.Drive c -> requests.asStored(c);
      case RequestCommand.CheckMachines c -> Map.of();
      case DrillCommand c -> handle(command, act);
      default ->
          throw new SignalboxException(
              ErrorCode.READ_ONLY,
              "This process only observes and does not carry out "
                  + act.name()
                  + ": it was started with --read-only, SIGNALBOX_READ_ONLY=1 or read_only: true",
              Map.of("command", act.name()));
    };
  }

  /** Reading again, looking closer and going on with what was accepted change nothing. */
  private static boolean mutates(Command<?> command) {
    if (command instanceof RequestCommand<?> asked) {
      return mutates(asked);
    }
    return switch (command) {
      case ProviderCommand.Check c -> false;
      case ConfigCommand.Reload c -> false;
      case TemplateCommand.Refresh c -> false;
      case ProviderCommand<?> c -> true;
      case RoutingCommand c -> true;
      case RequestCommand<?> c -> mutates(c);
      case TemplateCommand<?> c -> true;
      case ConfigCommand<?> c -> true;
      case Undo c -> true;
      case AlertCommand c -> true;
      case DrillCommand c -> false;
      case ReadinessCommand c -> false;
    };
  }

  private static boolean mutates(RequestCommand<?> command) {
    if (command instanceof RequestCommand.Sweep sweep) {
      return !sweep.dryRun();
    }
    return !(command instanceof RequestCommand.Drive
        || command instanceof RequestCommand.CheckMachines);
  }

  @Override
  public boolean readOnly() {
    return observes || readOnly;
  }

  @Override
  public void setReadOnly(boolean readOnly) {
    this.readOnly = readOnly;
  }
}
