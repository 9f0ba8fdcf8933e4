package io.signalbox.app.cli;

import io.signalbox.app.cli.config.ConfigCommand;
import io.signalbox.app.cli.hostfactory.HostFactoryVerbs;
import io.signalbox.app.cli.ops.OpsCommand;
import io.signalbox.app.cli.providers.ProvidersCommand;
import io.signalbox.app.cli.requests.MachinesCommand;
import io.signalbox.app.cli.requests.RequestsCommand;
import io.signalbox.app.cli.routing.RoutingCommandLine;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.strategy.RoutingStrategyVerbs;
import io.signalbox.app.cli.strategy.StrategyVerbs;
import io.signalbox.app.cli.templates.TemplatesCommand;
import io.signalbox.app.cli.window.OverviewCommand;
import io.signalbox.app.cli.window.SnapshotCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * Every command by name. Only those a run names are made: reading the annotations of all of them
 * would take longer than most verbs do.
 */
public final class Commands {

  private static final Map<String, Function<CliContext, Object>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("overview", OverviewCommand::new);
    ALL.put("snapshot", SnapshotCommand::new);
    ALL.put("providers", ProvidersCommand::new);
    ALL.put("routing", RoutingCommandLine::new);
    ALL.put("templates", TemplatesCommand::new);
    ALL.put("requests", RequestsCommand::new);
    ALL.put("machines", MachinesCommand::new);
    ALL.put("config", ConfigCommand::new);
    ALL.put("ops", OpsCommand::new);
    ALL.put("getAvailableTemplates", HostFactoryVerbs.GetAvailableTemplates::new);
    ALL.put("requestMachines", HostFactoryVerbs.RequestMachines::new);
    ALL.put("getRequestStatus", HostFactoryVerbs.GetRequestStatus::new);
    ALL.put("requestReturnMachines", HostFactoryVerbs.RequestReturnMachines::new);
    ALL.put("getReturnRequests", HostFactoryVerbs.GetReturnRequests::new);
    ALL.put("getProviderHealth", StrategyVerbs.GetProviderHealth::new);
    ALL.put("listAvailableProviders", StrategyVerbs.ListAvailableProviders::new);
    ALL.put("getProviderMetrics", StrategyVerbs.GetProviderMetrics::new);
    ALL.put("getProviderCapabilities", StrategyVerbs.GetProviderCapabilities::new);
    ALL.put("selectProviderStrategy", RoutingStrategyVerbs.SelectProviderStrategy::new);
    ALL.put("executeProviderOperation", RoutingStrategyVerbs.ExecuteProviderOperation::new);
    ALL.put("configureProviderStrategy", RoutingStrategyVerbs.ConfigureProviderStrategy::new);
    ALL.put("completion", CompletionCommand::new);
  }

  private Commands() {}

  /** The whole command line, for help, completion and documentation. */
  static CommandLine complete(CliContext context) {
    return line(context, ALL.keySet());
  }

  /** The part of the command line that the arguments name; all of it where they name none. */
  static CommandLine lineFor(CliContext context, List<String> args) {
    List<String> named = ALL.keySet().stream().filter(args::contains).toList();
    return line(context, named.isEmpty() ? ALL.keySet() : named);
  }

  private static CommandLine line(CliContext context, Iterable<String> names) {
    RootCommand root = new RootCommand(context);
    context.use(root);
    CommandLine line = new CommandLine(root);
    for (String name : names) {
      Function<CliContext, Object> maker = ALL.get(name);
      if (maker != null) {
        line.addSubcommand(name, maker.apply(context));
      }
    }
    line.getCommandSpec()
        .usageMessage()
        .footer("", "Without a command the window opens. 'signalbox COMMAND --help' tells more.");
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    // A folder may be called config.
    line.setAllowSubcommandsAsOptionParameters(true);
    return line;
  }
}
