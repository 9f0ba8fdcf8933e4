package io.signalbox.app.cli.strategy;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.FigureDocs;
import io.signalbox.app.cli.output.HealthDocs;
import io.signalbox.app.cli.providers.ProviderActionsCommand;
import io.signalbox.app.cli.providers.ProviderDocs;
import io.signalbox.app.cli.providers.ProvidersCommand;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.JsonInput;
import io.signalbox.app.cli.session.JsonOptions;
import io.signalbox.app.cli.session.Keys;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The provider strategy guide's own verbs: {@code --data JSON} in, JSON out. */
public final class StrategyVerbs {

  private static final int MAX_HOURS = 24;

  private StrategyVerbs() {}

  abstract static class Verb implements Callable<Integer> {
    final CliContext context;

    /** Why the verb ends with an error although it has an answer; null for success. */
    @Nullable SignalboxException failed;

    @Mixin JsonOptions json = new JsonOptions();

    Verb(CliContext context) {
      this.context = context;
    }

    @Override
    public final Integer call() {
      Object read = json.read(context, needsInput());
      Map<String, @Nullable Object> input =
          Keys.snake(read == null ? Map.of() : JsonInput.asObject(read, "the input"));
      for (String key : input.keySet()) {
        if (!known().contains(key)) {
          context.note("warning: '" + key + "' is not known here; known: " + known());
        }
      }
      try (Session session = context.open()) {
        context.printDocument(answer(session, input));
        return failed == null ? 0 : context.fail(failed);
      }
    }

    /** Whether piped input is read where none is given otherwise. */
    boolean needsInput() {
      return false;
    }

    abstract List<String> known();

    abstract Map<String, @Nullable Object> answer(
        Session session, Map<String, @Nullable Object> input);
  }

  private static @Nullable String name(Map<String, @Nullable Object> input) {
    Object value = input.get("provider_name");
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong("provider_name", value, "a text");
  }

  static boolean flag(Map<String, @Nullable Object> input, String key) {
    Object value = input.get(key);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw wrong(key, value, "true or false");
  }

  static SignalboxException wrong(String key, Object found, String expected) {
    return Inputs.invalid(key + " is " + found + ", expected " + expected, key, found.toString());
  }

  @Command(name = "getProviderHealth", description = "Health of all providers, or of one.")
  public static final class GetProviderHealth extends Verb {
    public GetProviderHealth(CliContext context) {
      super(context);
    }

    @Override
    List<String> known() {
      return List.of("provider_name", "include_details", "include_history");
    }

    @Override
    Map<String, @Nullable Object> answer(Session session, Map<String, @Nullable Object> input) {
      String name = name(input);
      boolean details = flag(input, "include_details");
      boolean history = flag(input, "include_history");
      List<HealthView> views = ProviderActionsCommand.healthOf(session, name, false);
      List<Map<String, @Nullable Object>> documents = new ArrayList<>();
      for (HealthView view : views) {
        documents.add(document(session, view, details, history));
      }
      if (name != null) {
        return documents.getFirst();
      }
      return Doc.start()
          .put("providers", documents)
          .put("total_providers", views.size())
          .put("healthy_providers", views.stream().filter(HealthDocs::isHealthy).count())
          .map();
    }

    private static Map<String, @Nullable Object> document(
        Session session, HealthView view, boolean details, boolean history) {
      Doc document =
          Doc.start()
              .put("provider_name", view.provider())
              .put("is_healthy", HealthDocs.isHealthy(view))
              .put("status", view.state().name())
              .put("status_message", view.reason())
              .put("last_check", view.checkedAt());
      if (details) {
        document.put("details", HealthDocs.document(view));
      }
      if (history) {
        document.put(
            "history",
            HealthDocs.changes(
                session.ask(
                    new Query.HealthHistory(
                        view.provider(),
                        session.now().minus(Duration.ofHours(MAX_HOURS)),
                        session.now()))));
      }
      return document.map();
    }
  }

  @Command(name = "listAvailableProviders", description = "Every provider, or the healthy ones.")
  public static final class ListAvailableProviders extends Verb {
    public ListAvailableProviders(CliContext context) {
      super(context);
    }

    @Override
    List<String> known() {
      return List.of("filter_healthy_only", "provider_type");
    }

    @Override
    Map<String, @Nullable Object> answer(Session session, Map<String, @Nullable Object> input) {
      Object type = input.get("provider_type");
      List<Map<String, @Nullable Object>> providers =
          session.ask(new Query.ListProviders(flag(input, "filter_healthy_only"))).stream()
              .filter(view -> type == null || view.type().equals(type))
              .map(ProviderDocs::provider)
              .toList();
      return Doc.start().put("providers", providers).put("total_providers", providers.size()).map();
    }
  }

  @Command(name = "getProviderMetrics", description = "What was measured, by provider.")
  public static final class GetProviderMetrics extends Verb {
    public GetProviderMetrics(CliContext context) {
      super(context);
    }

    @Override
    List<String> known() {
      return List.of(
          "provider_name",
          "time_range_hours",
          "include_operation_breakdown",
          "include_error_details");
    }

    @Override
    Map<String, @Nullable Object> answer(Session session, Map<String, @Nullable Object> input) {
      String name = name(input);
      Duration window = window(input.get("time_range_hours"));
      boolean breakdown = flag(input, "include_operation_breakdown");
      boolean errors = flag(input, "include_error_details");
      List<Map<String, @Nullable Object>> documents = new ArrayList<>();
      for (ProviderDetail detail : ProvidersCommand.detailsOf(session, name, window)) {
        Doc document =
            Doc.start()
                .put("provider_name", detail.view().name())
                .put("time_range_hours", window.toMinutes() / 60.0)
                .put("metrics", FigureDocs.document(detail.figures()));
        if (breakdown) {
          document.put("operation_breakdown", ProviderDocs.breakdown(detail.byOperation()));
        }
        if (errors) {
          document.put(
              "error_details", detail.recentErrors().stream().map(ProviderDocs::error).toList());
        }
        documents.add(document.map());
      }
      return name != null ? documents.getFirst() : Doc.start().put("providers", documents).map();
    }

    private static Duration window(@Nullable Object hours) {
      if (hours == null) {
        return Duration.ofHours(MAX_HOURS);
      }
      if (hours instanceof Number n && n.doubleValue() > 0 && n.doubleValue() <= MAX_HOURS) {
        return Duration.ofSeconds(Math.max(60, Math.round(n.doubleValue() * 3600)));
      }
      throw wrong("time_range_hours", hours, "hours above 0 and at most " + MAX_HOURS);
    }
  }

  @Command(name = "getProviderCapabilities", description = "What one provider can do.")
  public static final class GetProviderCapabilities extends Verb {
    public GetProviderCapabilities(CliContext context) {
      super(context);
    }

    @Override
    List<String> known() {
      return List.of("provider_name", "include_performance_metrics", "include_limitations");
    }

    @Override
    Map<String, @Nullable Object> answer(Session session, Map<String, @Nullable Object> input) {
      String name = name(input);
      if (name == null) {
        throw Inputs.invalid("provider_name is missing", "provider_name", "");
      }
      ProviderDetail detail = session.ask(new Query.ShowProvider(name));
      ProviderView view = detail.view();
      Map<String, @Nullable Object> document = ProviderDocs.capabilities(detail);
      Set<String> limits = Set.of("api_limits", "max_instances_per_request", "quotas");
      Doc answer = Doc.start().put("provider_name", name);
      document.forEach((key, value) -> {
        if (!limits.contains(key) && !key.equals("provider")) {
          answer.put(key, value);
        }
      });
      if (flag(input, "include_performance_metrics")) {
        answer.put("performance_metrics", FigureDocs.document(view.metrics()));
      }
      if (flag(input, "include_limitations")) {
        answer.put(
            "limitations",
            Doc.start()
                .put("api_limits", document.get("api_limits"))
                .put("max_instances_per_request", document.get("max_instances_per_request"))
                .put("max_in_flight", view.maxInFlight())
                .put("quotas", document.get("quotas"))
                .map());
      }
      return answer.map();
    }
  }
}
