package io.signalbox.app.cli;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.ConfigFolders;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.query.ProviderForm;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.readiness.ReadinessCheck;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.routing.StrategyNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The values an argument can have. The tables are by option, or by the label of a position, under
 * the command, its group, or any: the narrowest counts.
 */
final class CompletionValues {

  /** The newest that are offered: nobody types the id of an older one. */
  private static final int MOST = 200;

  private static final Map<String, List<String>> WORDS =
      Map.ofEntries(
          Map.entry("routing circuit STATE", List.of("open", "closed", "auto")),
          Map.entry("providers set-health STATE", List.of("healthy", "unhealthy", "auto")),
          Map.entry("providers register NAME", List.of()),
          Map.entry("POLICY", names(SelectionPolicy.values())),
          Map.entry("--status", Stream.of(RequestState.values()).map(RequestState::word).toList()),
          Map.entry("--theme", List.of("light", "dark")),
          Map.entry("--format", List.of("table", "json", "csv", "yaml")),
          Map.entry("--kind", List.of("act", "operation", "automatic", "all")),
          Map.entry("--run", Stream.of(ReadinessCheck.values()).map(ReadinessCheck::word).toList()),
          Map.entry("--outcome", List.of("good", "info", "warning", "error")),
          Map.entry("keep|new", List.of("keep", "new")),
          Map.entry("SHELL", List.of("bash", "zsh", "fish")));

  private static final Map<String, BiFunction<Session, List<String>, Stream<String>>> ASKED =
      Map.ofEntries(
          Map.entry("NAME", (session, typed) -> providers(session)),
          Map.entry("routing NAME", (session, typed) -> providersAndStrategies(session)),
          Map.entry("--provider", (session, typed) -> providers(session)),
          Map.entry("--provider-name", (session, typed) -> providers(session)),
          Map.entry("--exclude", (session, typed) -> providers(session)),
          Map.entry("--prefer", (session, typed) -> providers(session)),
          Map.entry("--about", (session, typed) -> providersAndStrategies(session)),
          Map.entry("--provider-type", (session, typed) -> types(session)),
          Map.entry("--at", (session, typed) -> switches(session)),
          Map.entry("STRATEGY", (session, typed) -> strategies(session)),
          Map.entry("--node", (session, typed) -> strategies(session)),
          Map.entry("routing KEY=VALUE", (session, typed) -> settings(session)),
          Map.entry("--reset", (session, typed) -> overrides(session)),
          Map.entry("config reset KEY", (session, typed) -> overrides(session)),
          Map.entry("config set KEY", (session, typed) -> ConfigKeys.toSet(session)),
          Map.entry("config unset KEY", (session, typed) -> ConfigKeys.toUnset(session)),
          Map.entry("NAME=W", (session, typed) -> assigned(weighed(session))),
          Map.entry("routing ID", (session, typed) -> changes(session)),
          Map.entry("providers KEY=VALUE", CompletionValues::settings),
          Map.entry("providers register KEY=VALUE", (session, typed) -> newSettings(session)),
          Map.entry("--type", (session, typed) -> installed(session)),
          Map.entry("--file", (session, typed) -> files(session)),
          Map.entry("TEMPLATE", (session, typed) -> templates(session)),
          Map.entry("templates ID", (session, typed) -> templates(session)),
          Map.entry("--layer", (session, typed) -> layers(session)),
          Map.entry("requests ID", (session, typed) -> requests(session)),
          Map.entry("--request", (session, typed) -> requests(session)),
          Map.entry("--request-id", (session, typed) -> requests(session)),
          Map.entry("machines ID", (session, typed) -> machines(session)),
          Map.entry("MACHINE", (session, typed) -> machines(session)),
          Map.entry("ops ID", (session, typed) -> acts(session)),
          Map.entry("alerts ID", (session, typed) -> alerts(session)),
          Map.entry("RULE", (session, typed) -> rules(session)),
          Map.entry(
              "alerts KEY=VALUE",
              (session, typed) ->
                  assigned(
                      Stream.of(
                          "metric",
                          "scope",
                          "comparison",
                          "threshold",
                          "for",
                          "minimum",
                          "severity",
                          "enabled"))),
          Map.entry(
              "ENVIRONMENT",
              (session, typed) -> session.ask(new Query.CompareOverlays("")).names().stream()),
          Map.entry("SCENARIO", (session, typed) -> scenarios(session)));

  private final CliContext context;

  CompletionValues(CliContext context) {
    this.context = context;
  }

  /**
   * The values of an argument; empty for what is free text, and where nothing is configured.
   *
   * @param typed the positions before it
   * @throws io.signalbox.core.error.SignalboxException where the configuration cannot be opened
   */
  Set<String> of(CommandSpec command, ArgSpec argument, List<String> typed) {
    List<String> words = narrowest(WORDS, command, argument);
    if (words != null) {
      return new LinkedHashSet<>(words);
    }
    if (argument.completionCandidates() != null) {
      Set<String> candidates = new LinkedHashSet<>();
      argument.completionCandidates().forEach(candidates::add);
      return candidates;
    }
    BiFunction<Session, List<String>, Stream<String>> asked = narrowest(ASKED, command, argument);
    if (asked == null || !ConfigFolders.isThere(context)) {
      return Set.of();
    }
    try (Session session = context.open()) {
      return asked.apply(session, typed).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Whether anything is offered for an argument. */
  static boolean knows(CommandSpec command, ArgSpec argument) {
    return argument.completionCandidates() != null
        || narrowest(WORDS, command, argument) != null
        || narrowest(ASKED, command, argument) != null;
  }

  private static <T> @Nullable T narrowest(
      Map<String, T> table, CommandSpec command, ArgSpec argument) {
    String name =
        argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    String path = command.qualifiedName().substring(command.root().name().length()).strip();
    String group = path.contains(" ") ? path.substring(0, path.indexOf(' ')) : path;
    for (String key : List.of(path + " " + name, group + " " + name, name)) {
      T found = table.get(key);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  private static Stream<String> providers(Session session) {
    return session.ask(new Query.ListProviders(false)).stream().map(each -> each.name());
  }

  private static Stream<String> types(Session session) {
    return session.ask(new Query.ListProviders(false)).stream().map(each -> each.type());
  }

  private static Stream<String> strategies(Session session) {
    return session.ask(new Query.ShowRouting()).settings().tree().strategies().keySet().stream();
  }

  private static Stream<String> providersAndStrategies(Session session) {
    return Stream.concat(providers(session), strategies(session));
  }

  private static Stream<String> switches(Session session) {
    return session.ask(new Query.ShowRouting()).settings().tree().strategies().entrySet().stream()
        .filter(each -> each.getValue() instanceof StrategyNode.Failover)
        .map(Map.Entry::getKey);
  }

  private static Stream<String> weighed(Session session) {
    RoutingView view = session.ask(new Query.ShowRouting());
    return Stream.concat(
        view.weights().keySet().stream(),
        view.settings().tree().strategies().values().stream()
            .filter(each -> !(each instanceof StrategyNode.Failover))
            .flatMap(each -> each.members().stream()));
  }

  private static Stream<String> assigned(Stream<String> names) {
    return names.map(name -> name + "=");
  }

  private static Stream<String> settings(Session session) {
    return session.ask(new Query.ShowRouting()).fields().stream().map(each -> each.key() + "=");
  }

  private static Stream<String> settings(Session session, List<String> typed) {
    if (typed.isEmpty()) {
      return Stream.empty();
    }
    Stream<String> ofItsType =
        session
            .ask(new Query.ShowProvider(typed.getFirst(), Duration.ofMinutes(5)))
            .settings()
            .stream()
            .map(each -> each.key())
            .filter(key -> key.startsWith("config."));
    return assigned(Stream.concat(Stream.of("weight", "priority", "enabled"), ofItsType));
  }

  private static ProviderForm form(Session session) {
    return session.ask(new Query.ShowProviderForm(null));
  }

  private static Stream<String> installed(Session session) {
    return form(session).types().stream().map(ProviderForm.Type::name);
  }

  private static Stream<String> files(Session session) {
    return form(session).files().stream();
  }

  /** Of every type: which one it is, is not told before them. */
  private static Stream<String> newSettings(Session session) {
    return assigned(
        form(session).types().stream()
            .flatMap(type -> Stream.concat(type.own().stream(), type.fields().stream()))
            .map(field -> field.name())
            .filter(name -> !Set.of("name", "type").contains(name)));
  }

  private static Stream<String> overrides(Session session) {
    return session.ask(new Query.ShowConfiguration()).values().values().stream()
        .filter(each -> each.source().equals("override"))
        .map(each -> each.key());
  }

  private static Stream<String> changes(Session session) {
    return session.ask(new Query.RoutingHistory(MOST)).stream()
        .map(each -> String.valueOf(each.id()));
  }

  private static Stream<String> acts(Session session) {
    ActivityFilter acts = ActivityFilter.ALL.ofKinds(Set.of(ActivityKind.ACT));
    return session.ask(new Query.ListActivity(acts, null, MOST)).entries().stream()
        .map(each -> String.valueOf(each.key().id()));
  }

  private static Stream<String> templates(Session session) {
    return session.ask(new Query.ListTemplates(null, null)).stream().map(each -> each.templateId());
  }

  private static Stream<String> layers(Session session) {
    return session.ask(new Query.TemplateFiles()).stream().map(each -> each.name());
  }

  private static Stream<String> requests(Session session) {
    return session.ask(new Query.ListRequests(null, Instant.EPOCH, MOST)).stream()
        .map(each -> each.requestId());
  }

  private static Stream<String> machines(Session session) {
    return session.ask(new Query.ListMachines(null, false, MOST)).stream()
        .map(each -> each.machineId());
  }

  private static Stream<String> alerts(Session session) {
    return session.ask(new Query.ListAlerts(false)).stream().map(each -> each.id());
  }

  private static Stream<String> rules(Session session) {
    return session.ask(new Query.ListAlertRules()).stream().map(each -> each.rule().name());
  }

  private static Stream<String> scenarios(Session session) {
    return session.ask(new Query.DrillScenarios()).stream().map(each -> each.name());
  }
}
