package io.signalbox.app.cli.providers;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.FigureDocs;
import io.signalbox.app.cli.output.HealthDocs;
import io.signalbox.app.cli.output.PriceDocs;
import io.signalbox.app.cli.output.SettingText;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.health.HealthChange;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.RecentError;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.ConnectionFinding;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.query.ConnectionReport;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.TemplatePrice;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be seen of providers. */
@Command(
    name = "providers",
    description = "Shows providers and moves traffic away from them and back.")
public final class ProvidersCommand extends ProviderFilesCommand {

  private static final Duration HISTORY = Duration.ofHours(24);

  public ProvidersCommand(CliContext context) {
    super(context);
  }

  @Command(
      name = "list",
      description = "Lists providers with health, share of traffic and figures.")
  int list(
      @Option(names = "--healthy", description = "Only those that are healthy and enabled.")
          boolean healthy) {
    try (Session session = context.open()) {
      List<ProviderView> providers = session.ask(new Query.ListProviders(healthy));
      Map<String, List<TemplatePrice>> prices =
          session.ask(new Query.ListPrices(null, null, false)).stream()
              .collect(Collectors.groupingBy(TemplatePrice::provider));
      context.print(
          providers.stream().map(each -> ProviderDocs.priced(each, prices)).toList(),
          () -> ProviderDocs.table(providers, prices, session.now()));
      return 0;
    }
  }

  @Command(
      name = "show",
      description = "Shows one provider with its settings and where each is set.")
  int show(@Parameters(paramLabel = "NAME", description = "Provider instance.") String name) {
    try (Session session = context.open()) {
      ProviderDetail detail = session.ask(new Query.ShowProvider(name));
      Map<String, @Nullable Object> document = ProviderDocs.provider(detail.view());
      document.put("hourly_price", PriceDocs.document(detail.price()));
      document.put("capabilities", ProviderDocs.capabilities(detail));
      Map<String, @Nullable Object> settings = new LinkedHashMap<>();
      detail.settings().forEach(s -> settings.put(s.key(), SettingText.document(s)));
      document.put("settings", settings);
      context.print(document, () -> text(detail, session.now()));
      return 0;
    }
  }

  private static String text(ProviderDetail detail, Instant now) {
    ProviderView view = detail.view();
    StringBuilder text = new StringBuilder(ProviderDocs.table(List.of(view), now));
    if (!view.problem().isEmpty()) {
      text.append("\nProblem: ").append(Texts.value(view.problem())).append('\n');
    }
    text.append("\nHealth: ")
        .append(Texts.word(view.health().state()))
        .append(" since ")
        .append(Texts.time(view.health().since()))
        .append(view.health().reason().isEmpty() ? "" : ", " + Texts.value(view.health().reason()))
        .append("\nAPIs: ")
        .append(Texts.value(detail.apiLimits()))
        .append(" (most instances of one request)\nLabels: ")
        .append(Texts.value(detail.labels()))
        .append("\nUSD an hour: ")
        .append(PriceDocs.cell(detail.price()))
        .append(" (a machine of its templates; providers prices tells each)\n")
        .append(QuotaDocs.lines(detail.quotas()))
        .append('\n');
    Table settings = Table.of("SETTING", "VALUE", "SET AT");
    for (SettingValue setting : detail.settings()) {
      settings.row(setting.key(), Texts.value(setting.value()), SettingText.place(setting));
    }
    return text.append(settings.render("No settings.")).toString();
  }

  @Command(
      name = "health",
      description =
          "Shows health as last known; --check asks the provider now. Exits 5 if one is unhealthy.")
  int health(
      @Parameters(paramLabel = "NAME", arity = "0..1", description = "Default: all providers.")
          @Nullable String name,
      @Option(names = "--history", description = "With the changes of the last 24 h.")
          boolean history,
      @Option(names = "--check", description = "Checks now.") boolean check) {
    try (Session session = context.open()) {
      List<HealthView> views = healthOf(session, name, check);
      Map<String, List<HealthChange>> changes = new LinkedHashMap<>();
      if (history) {
        for (HealthView view : views) {
          changes.put(
              view.provider(),
              session.ask(
                  new Query.HealthHistory(
                      view.provider(), session.now().minus(HISTORY), session.now())));
        }
      }
      List<Map<String, @Nullable Object>> documents = new ArrayList<>();
      for (HealthView view : views) {
        Map<String, @Nullable Object> document = HealthDocs.document(view);
        if (history) {
          document.put(
              "history", HealthDocs.changes(changes.getOrDefault(view.provider(), List.of())));
        }
        documents.add(document);
      }
      Object document = name == null ? documents : documents.getFirst();
      context.print(document, () -> healthText(views, changes, session.now()));
      List<String> unhealthy =
          views.stream()
              .filter(view -> view.state() == HealthState.UNHEALTHY)
              .map(HealthView::provider)
              .toList();
      return unhealthy.isEmpty()
          ? 0
          : context.fail(
              new SignalboxException(
                  ErrorCode.PROVIDER_ERROR,
                  "Unhealthy: " + String.join(", ", unhealthy),
                  Map.of("providers", unhealthy)));
    }
  }

  private static String healthText(
      List<HealthView> views, Map<String, List<HealthChange>> changes, Instant now) {
    StringBuilder text = new StringBuilder(HealthDocs.table(views, now));
    changes.forEach((provider, list) ->
        text.append('\n')
            .append(provider)
            .append(", last 24 h:\n")
            .append(HealthDocs.changeTable(list)));
    return text.toString();
  }

  @Command(
      name = "test",
      description =
          "Tries a provider without effect: reached, known there, allowed what it needs, clocks."
              + " Exits 5 if something failed.")
  int test(@Parameters(paramLabel = "NAME", description = "Provider instance.") String name) {
    try (Session session = context.open()) {
      ConnectionReport report = session.ask(new Query.TestProvider(name));
      context.print(ConnectionDocs.document(report), () -> ConnectionDocs.text(report));
      if (report.passed()) {
        return 0;
      }
      List<String> failed =
          report.findings().stream()
              .filter(each -> each.outcome() == ConnectionFinding.Outcome.FAILED)
              .map(ConnectionFinding::name)
              .toList();
      return context.fail(
          new SignalboxException(
              ErrorCode.PROVIDER_ERROR,
              name + " failed its test: " + String.join(", ", failed),
              Map.of("provider", name, "failed", failed)));
    }
  }

  @Command(
      name = "metrics",
      description = "Shows what was measured; rates in percent, times in ms.")
  int metrics(
      @Parameters(paramLabel = "NAME", arity = "0..1", description = "Default: all providers.")
          @Nullable String name,
      @Option(names = "--hours", paramLabel = "N", description = "Window, 1 to 24. Default: 1.")
          @Nullable String hours,
      @Option(names = "--breakdown", description = "By operation.") boolean breakdown,
      @Option(names = "--errors", description = "With the latest errors.") boolean errors) {
    int window = hours == null ? 1 : Inputs.count(hours, "--hours", 1);
    if (window > 24) {
      throw Inputs.invalid("--hours is " + window + ", at most 24 are kept", "--hours", hours + "");
    }
    try (Session session = context.open()) {
      List<ProviderDetail> details = detailsOf(session, name, Duration.ofHours(window));
      List<Map<String, @Nullable Object>> documents = new ArrayList<>();
      for (ProviderDetail detail : details) {
        Doc document =
            Doc.start()
                .put("provider", detail.view().name())
                .put("time_range_hours", window)
                .put("metrics", FigureDocs.document(detail.figures()));
        if (breakdown) {
          document.put("operations", ProviderDocs.breakdown(detail.byOperation()));
        }
        if (errors) {
          document.put("errors", detail.recentErrors().stream().map(ProviderDocs::error).toList());
        }
        documents.add(document.map());
      }
      Object document = name == null ? documents : documents.getFirst();
      context.print(document, () -> metricsText(details, breakdown, errors));
      return 0;
    }
  }

  private static String metricsText(
      List<ProviderDetail> details, boolean breakdown, boolean errors) {
    Map<String, WindowMetrics> rows = new LinkedHashMap<>();
    details.forEach(detail -> rows.put(detail.view().name(), detail.figures()));
    StringBuilder text = new StringBuilder(FigureDocs.table(rows, "PROVIDER"));
    for (ProviderDetail detail : details) {
      if (breakdown) {
        Map<String, WindowMetrics> operations = new LinkedHashMap<>();
        detail.byOperation().forEach((type, m) -> operations.put(type.name(), m));
        text.append('\n').append(detail.view().name()).append(":\n");
        text.append(FigureDocs.table(operations, "OPERATION"));
      }
      if (errors) {
        Table table = Table.of("AT", "OPERATION", "CLASS", "CODE", "MESSAGE", "TRACE");
        for (RecentError error : detail.recentErrors()) {
          table.row(
              Texts.time(error.at()),
              error.operation(),
              error.failureClass(),
              error.code(),
              error.message(),
              error.traceId());
        }
        text.append('\n').append(detail.view().name()).append(", latest errors:\n");
        text.append(table.render("None seen by this process."));
      }
    }
    return text.toString();
  }

  public static List<ProviderDetail> detailsOf(
      Session session, @Nullable String name, Duration window) {
    List<String> names =
        name != null
            ? List.of(name)
            : session.ask(new Query.ListProviders(false)).stream().map(ProviderView::name).toList();
    return names.stream().map(n -> session.ask(new Query.ShowProvider(n, window))).toList();
  }

  @Command(
      name = "prices",
      description = "Shows what a machine of each template costs; asks for what is not known.")
  int prices(
      @Parameters(paramLabel = "NAME", arity = "0..1", description = "Default: all providers.")
          @Nullable String name,
      @Option(names = "--known", description = "As last known; asks nobody.") boolean known) {
    try (Session session = context.open()) {
      List<TemplatePrice> prices = session.ask(new Query.ListPrices(null, name, !known));
      context.print(
          prices.stream().map(PriceDocs::document).toList(), () -> PriceDocs.table(prices));
      return 0;
    }
  }

  @Command(
      name = "capabilities",
      description = "Shows what a provider can do, its limits and the quotas of its account.")
  int capabilities(
      @Parameters(paramLabel = "NAME", description = "Provider instance.") String name) {
    try (Session session = context.open()) {
      ProviderDetail detail = session.ask(new Query.ShowProvider(name));
      Map<String, @Nullable Object> document = ProviderDocs.capabilities(detail);
      context.print(
          document,
          () -> {
            Table table = Table.of("CAPABILITY", "VALUE");
            document.forEach((key, value) -> {
              if (!key.equals("quotas")) {
                table.row(key, Texts.value(value));
              }
            });
            QuotaDocs.rows(table, detail.quotas());
            return table.render();
          });
      return 0;
    }
  }
}
