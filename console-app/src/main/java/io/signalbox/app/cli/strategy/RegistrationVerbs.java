package io.signalbox.app.cli.strategy;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.HealthDocs;
import io.signalbox.app.cli.providers.ProviderFilesCommand;
import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.Inputs;
import io.signalbox.app.cli.session.JsonInput;
import io.signalbox.app.cli.session.Keys;
import io.signalbox.app.cli.session.Session;
import io.signalbox.core.command.ConfigCommand.ProviderSaved;
import io.signalbox.core.command.ConfigCommand.RegisterProvider;
import io.signalbox.core.command.Outcome;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.health.HealthView;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The provider strategy guide's verbs that register a provider and tell its health. */
public final class RegistrationVerbs {

  /** The longest that health told from outside may hold. */
  private static final Duration LONGEST = Duration.ofDays(30);

  private RegistrationVerbs() {}

  private static @Nullable String text(Map<String, @Nullable Object> input, String key) {
    Object value = input.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw StrategyVerbs.wrong(key, value, "a text");
  }

  private static String needed(Map<String, @Nullable Object> input, String key) {
    String value = text(input, key);
    if (value == null || value.isBlank()) {
      throw Inputs.invalid(key + " is missing", key, "");
    }
    return value;
  }

  @Command(
      name = "registerProviderStrategy",
      description = "Writes a new provider into a file of the folder and puts it in force.")
  public static final class RegisterProviderStrategy extends StrategyVerbs.Verb {
    public RegisterProviderStrategy(CliContext context) {
      super(context);
    }

    @Override
    boolean needsInput() {
      return true;
    }

    @Override
    List<String> known() {
      return List.of(
          "strategy_name",
          "provider_type",
          "strategy_config",
          "capabilities",
          "priority",
          "weight",
          "enabled",
          "file",
          "reason");
    }

    @Override
    Map<String, @Nullable Object> answer(Session session, Map<String, @Nullable Object> input) {
      String name = needed(input, "strategy_name");
      Map<String, Object> settings = new LinkedHashMap<>();
      settings.put("type", needed(input, "provider_type"));
      for (String own : List.of("enabled", "weight", "priority", "capabilities")) {
        Object value = input.get(own);
        if (value != null) {
          settings.put(own, value);
        }
      }
      Object config = input.get("strategy_config");
      if (config != null) {
        flatten("config.", JsonInput.asObject(config, "strategy_config"), settings);
      }
      String why = text(input, "reason");
      ProviderEdit.Register edit =
          new ProviderEdit.Register(name, settings, text(input, "file"), null);
      Outcome<ProviderSaved> outcome =
          session.carryOut(new RegisterProvider(edit, why == null ? context.reason() : why));
      Doc answer =
          Doc.start().put("strategy_name", name).put("provider_type", settings.get("type"));
      ProviderFilesCommand.document(outcome.answer(), outcome.changed()).forEach(answer::put);
      return answer.map();
    }

    private static void flatten(
        String prefix, Map<String, @Nullable Object> config, Map<String, Object> into) {
      config.forEach((key, value) -> {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
          flatten(prefix + key + ".", JsonInput.asObject(map, prefix + key), into);
        } else if (value != null) {
          into.put(prefix + key, value);
        }
      });
    }
  }

  @Command(
      name = "updateProviderHealth",
      description = "Tells health from outside; beats the monitor until it ends.")
  public static final class UpdateProviderHealth extends StrategyVerbs.Verb {
    public UpdateProviderHealth(CliContext context) {
      super(context);
    }

    @Override
    boolean needsInput() {
      return true;
    }

    @Override
    List<String> known() {
      return List.of("provider_name", "health_status", "source");
    }

    @Override
    Map<String, @Nullable Object> answer(Session session, Map<String, @Nullable Object> input) {
      String name = needed(input, "provider_name");
      Map<String, @Nullable Object> status =
          Keys.snake(JsonInput.asObject(input.get("health_status"), "health_status"));
      if (!(status.get("is_healthy") instanceof Boolean healthy)) {
        throw Inputs.invalid(
            "health_status.is_healthy is " + status.get("is_healthy") + ", expected true or false",
            "health_status.is_healthy",
            "" + status.get("is_healthy"));
      }
      Object details = status.get("error_details");
      Map<String, @Nullable Object> errors =
          details == null ? Map.of() : Keys.snake(JsonInput.asObject(details, "error_details"));
      String message = text(status, "status_message");
      String code = text(errors, "error_code");
      String source = text(input, "source");
      HealthView view =
          session.act(
              new ProviderCommand.ReportHealth(
                  name,
                  healthy,
                  (code == null ? "" : code + (message == null ? "" : ": "))
                      + (message == null ? "" : message),
                  source == null || source.isBlank() ? "command line" : source,
                  until(errors.get("retry_after"), session.now())));
      return Doc.start()
          .put("provider_name", name)
          .put("is_healthy", HealthDocs.isHealthy(view))
          .put("status", view.state().name())
          .put("status_message", view.reason())
          .put("details", HealthDocs.document(view))
          .map();
    }

    /** Seconds; null for as long as such a report holds where nobody says. */
    private static @Nullable Instant until(@Nullable Object seconds, Instant now) {
      if (seconds == null) {
        return null;
      }
      if (seconds instanceof Number n
          && n.doubleValue() > 0
          && n.doubleValue() <= LONGEST.toSeconds()) {
        return now.plusMillis(Math.round(n.doubleValue() * 1_000));
      }
      throw StrategyVerbs.wrong(
          "health_status.error_details.retry_after",
          seconds,
          "seconds above 0 and at most " + LONGEST.toSeconds());
    }
  }
}
