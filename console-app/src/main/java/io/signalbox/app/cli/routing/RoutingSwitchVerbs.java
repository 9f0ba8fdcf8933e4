package io.signalbox.app.cli.routing;

import io.signalbox.app.cli.output.SwitchText;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.routing.SwitchChange;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Switches and circuits thrown by an operator, and given back to automation. */
class RoutingSwitchVerbs {

  final CliContext context;

  RoutingSwitchVerbs(CliContext context) {
    this.context = context;
  }

  @Command(
      name = "activate",
      description = {
        "Sends traffic without pin or preference to one provider. Needs --reason.",
        "With --at, holds that switch (a failover strategy) on one of its members."
      })
  int activate(
      @Parameters(paramLabel = "NAME", description = "Provider, or with --at a member of it.")
          String name,
      @Option(names = "--at", paramLabel = "SWITCH", description = "A failover strategy.")
          @Nullable String at,
      @Option(names = "--until", paramLabel = "T", description = "End by itself: 2h, or a time.")
          @Nullable String until) {
    try (Session session = context.open()) {
      tell(session, new SwitchChange(SwitchChange.Kind.MAKE_ACTIVE, name, at));
      String question =
          at == null ? "Make " + name + " active?" : "Hold " + at + " on " + name + "?";
      if (!context.confirm(question)) {
        return 0;
      }
      return print(
          session.act(
              new RoutingCommand.Activate(
                  name, context.reason(), Inputs.until(until, session.now()), at)));
    }
  }

  @Command(
      name = "auto",
      description = "Lifts the activation, or with --at the hold on a switch: automatic again.")
  int auto(
      @Option(names = "--at", paramLabel = "SWITCH", description = "A failover strategy.")
          @Nullable String at) {
    try (Session session = context.open()) {
      tell(
          session,
          at == null
              ? new SwitchChange(SwitchChange.Kind.DEACTIVATE, "", null)
              : new SwitchChange(SwitchChange.Kind.AUTOMATIC, at, at));
      return print(session.act(new RoutingCommand.ReturnToAutomatic(context.reason(), at)));
    }
  }

  @Command(
      name = "circuit",
      description = {
        "Forces a circuit open (no new work) or closed (work whatever its failures and health), or"
            + " returns it to automatic. Forcing needs --reason.",
        "Closing the last healthy way out needs --force too."
      })
  int circuit(
      @Parameters(index = "0", paramLabel = "NAME", description = "Provider, or a strategy.")
          String name,
      @Parameters(index = "1", paramLabel = "STATE", description = "open, closed or auto.")
          String state,
      @Option(names = "--until", paramLabel = "T", description = "End by itself: 2h, or a time.")
          @Nullable String until) {
    RoutingCommand.CircuitForce force = force(state);
    try (Session session = context.open()) {
      tell(session, new SwitchChange(kind(force), name, null));
      boolean opens = force == RoutingCommand.CircuitForce.OPEN;
      if (force != RoutingCommand.CircuitForce.AUTO
          && !context.confirm(
              opens
                  ? "Force the circuit of "
                      + name
                      + " open? It gets no new work until it is lifted."
                  : "Force the circuit of "
                      + name
                      + " closed? It gets work even while it fails.")) {
        return 0;
      }
      return print(
          session.act(
              new RoutingCommand.ForceCircuit(
                  name, force, context.reason(), Inputs.until(until, session.now()))));
    }
  }

  private static RoutingCommand.CircuitForce force(String word) {
    return Arrays.stream(RoutingCommand.CircuitForce.values())
        .filter(each -> each.name().equals(word.strip().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            Inputs.invalid(
                "STATE is '" + word + "', expected open, closed or auto", "STATE", word));
  }

  private static SwitchChange.Kind kind(RoutingCommand.CircuitForce force) {
    return switch (force) {
      case OPEN -> SwitchChange.Kind.FORCE_OPEN;
      case CLOSED -> SwitchChange.Kind.FORCE_CLOSED;
      case AUTO -> SwitchChange.Kind.RELEASE_CIRCUIT;
    };
  }

  private void tell(Session session, SwitchChange change) {
    SwitchText.lines(session.ask(new Query.PreviewSwitch(change))).forEach(context::note);
  }

  final int print(RoutingView view) {
    context.print(RoutingDocs.document(view), () -> RoutingDocs.text(view));
    return 0;
  }
}
