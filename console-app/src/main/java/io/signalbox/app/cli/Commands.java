package io.signalbox.app.cli;

import io.signalbox.app.cli.alerts.AlertsCommand;
import io.signalbox.app.cli.config.ConfigCommand;
import io.signalbox.app.cli.hostfactory.HostFactoryVerbs;
import io.signalbox.app.cli.ops.OpsCommand;
import io.signalbox.app.cli.providers.ProvidersCommand;
import io.signalbox.app.cli.rehearse.RehearseCommand;
import io.signalbox.app.cli.requests.MachinesCommand;
import io.signalbox.app.cli.requests.RequestsCommand;
import io.signalbox.app.cli.routing.RoutingCommandLine;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.strategy.RegistrationVerbs;
import io.signalbox.app.cli.strategy.RoutingStrategyVerbs;
import io.signalbox.app.cli.strategy.StrategyVerbs;
import io.signalbox.app.cli.templates.TemplatesCommand;
import io.signalbox.app.cli.window.OverviewCommand;
import io.signalbox.app.cli.window.SnapshotCommand;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Every command by name. Only those a run names are made, those of a group too: reading the
 * annotations of all of them would take longer than most verbs do.
 */
public final class Commands {

  private static final String COMPLETE = "complete";

  private static final Map<String, Verb> ALL = new LinkedHashMap<>();

  static {
    people("overview", OverviewCommand::new);
    people("snapshot", SnapshotCommand::new);
    people("providers", ProvidersCommand::new);
    people("routing", RoutingCommandLine::new);
    people("templates", TemplatesCommand::new);
    people("requests", RequestsCommand::new);
    people("machines", MachinesCommand::new);
    people("alerts", AlertsCommand::new);
    people("config", ConfigCommand::new);
    people("ops", OpsCommand::new);
    people("rehearse", RehearseCommand::new);
    programs("getAvailableTemplates", HostFactoryVerbs.GetAvailableTemplates::new);
    programs("requestMachines", HostFactoryVerbs.RequestMachines::new);
    programs("getRequestStatus", HostFactoryVerbs.GetRequestStatus::new);
    programs("requestReturnMachines", HostFactoryVerbs.RequestReturnMachines::new);
    programs("getReturnRequests", HostFactoryVerbs.GetReturnRequests::new);
    programs("getProviderHealth", StrategyVerbs.GetProviderHealth::new);
    programs("listAvailableProviders", StrategyVerbs.ListAvailableProviders::new);
    programs("getProviderMetrics", StrategyVerbs.GetProviderMetrics::new);
    programs("getProviderCapabilities", StrategyVerbs.GetProviderCapabilities::new);
    programs("selectProviderStrategy", RoutingStrategyVerbs.SelectProviderStrategy::new);
    programs("executeProviderOperation", RoutingStrategyVerbs.ExecuteProviderOperation::new);
    programs("configureProviderStrategy", RoutingStrategyVerbs.ConfigureProviderStrategy::new);
    programs("registerProviderStrategy", RegistrationVerbs.RegisterProviderStrategy::new);
    programs("updateProviderHealth", RegistrationVerbs.UpdateProviderHealth::new);
    people("completion", CompletionCommand::new);
    people(COMPLETE, CompleteCommand::new);
  }

  /**
   * A command of the first level.
   *
   * @param programs whether its answer is a document whatever the format, and so are its errors
   */
  private record Verb(Function<CliContext, Object> maker, boolean programs) {}

  private static void people(String name, Function<CliContext, Object> maker) {
    ALL.put(name, new Verb(maker, false));
  }

  private static void programs(String name, Function<CliContext, Object> maker) {
    ALL.put(name, new Verb(maker, true));
  }

  private Commands() {}

  /** The commands of the first level that a person types. */
  static Set<String> names() {
    Set<String> names = new LinkedHashSet<>(ALL.keySet());
    names.remove(COMPLETE);
    return names;
  }

  /** The whole command line, for help, completion and documentation. */
  static CommandLine complete(CliContext context) {
    return line(context, ALL.keySet(), List.of());
  }

  /**
   * The part of the command line that the arguments name. Where they name no command, the program
   * alone: the window, or its version. Where a person asks for help or mistyped a name, every
   * command of the groups that are named, or all there are.
   */
  static CommandLine lineFor(CliContext context, List<String> args) {
    List<String> named = named(args);
    CommandLine line = line(context, named, args);
    if (isWhole(line, args)) {
      return line;
    }
    return named.isEmpty() ? complete(context) : groupsOf(context, args);
  }

  /** Every command of the groups that the words name. */
  static CommandLine groupsOf(CliContext context, List<String> words) {
    return line(context, named(words), List.of());
  }

  private static List<String> named(List<String> words) {
    // What is completed is words to that verb, however they look.
    return !words.isEmpty() && words.getFirst().equals(COMPLETE)
        ? List.of(COMPLETE)
        : ALL.keySet().stream().filter(words::contains).toList();
  }

  /** Whether all that reads these arguments is there: no help is asked for, nothing is mistyped. */
  private static boolean isWhole(CommandLine line, List<String> args) {
    try {
      return line.parseArgs(args.toArray(String[]::new)).asCommandLineList().stream()
          .noneMatch(CommandLine::isUsageHelpRequested);
    } catch (ParameterException e) {
      return false;
    }
  }

  /**
   * Whether a program reads what these words answer; told from the words alone, because an error
   * may be in them.
   */
  static boolean answerPrograms(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      Verb verb = ALL.get(word);
      String next = i + 1 < words.size() ? words.get(i + 1) : "";
      String format =
          word.equals("--format") ? next : word.startsWith("--format=") ? word.substring(9) : "";
      if ((verb != null && verb.programs())
          || format.equalsIgnoreCase("json")
          || format.equalsIgnoreCase("yaml")) {
        return true;
      }
    }
    return false;
  }

  private static CommandLine line(CliContext context, Iterable<String> names, List<String> words) {
    RootCommand root = new RootCommand(context);
    context.use(root);
    CommandLine line = new CommandLine(root);
    for (String name : names) {
      Verb verb = ALL.get(name);
      if (verb != null) {
        line.addSubcommand(name, command(verb.maker().apply(context), words));
      }
    }
    line.getCommandSpec()
        .usageMessage()
        .footer("", "Without a command the window opens. 'signalbox COMMAND --help' tells more.");
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    ExitStatuses.tellIn(line);
    // An argument that begins with @ is a value like any other, never a file to read arguments
    // from.
    line.setExpandAtFiles(false);
    // A folder may be called config.
    line.setAllowSubcommandsAsOptionParameters(true);
    return line;
  }

  /**
   * A command; of a group those of its commands that the words name, or all where they name none.
   */
  private static CommandLine command(Object command, List<String> words) {
    List<Method> verbs = verbs(command.getClass());
    if (verbs.isEmpty()) {
      return new CommandLine(command);
    }
    CommandSpec group = CommandSpec.wrapWithoutInspection(command);
    group.updateCommandAttributes(
        command.getClass().getAnnotation(Command.class), CommandLine.defaultFactory());
    CommandLine line = new CommandLine(group);
    List<Method> named = verbs.stream().filter(verb -> words.contains(name(verb))).toList();
    for (Method verb : named.isEmpty() ? verbs : named) {
      line.addSubcommand(name(verb), new CommandLine(verb));
    }
    return line;
  }

  /** The methods that are commands: of each class by name, those of a class it extends first. */
  private static List<Method> verbs(Class<?> type) {
    Class<?> above = type.getSuperclass();
    List<Method> verbs = above == null ? new ArrayList<>() : verbs(above);
    Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Command.class))
        .sorted(Comparator.comparing(Method::getName))
        .forEach(verbs::add);
    return verbs;
  }

  private static String name(Method verb) {
    return verb.getAnnotation(Command.class).name();
  }
}
