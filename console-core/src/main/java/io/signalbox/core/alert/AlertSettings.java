package io.signalbox.core.alert;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code alerts} section. Immutable.
 *
 * @param written rules that files or operators wrote, by name; one under the name of a built-in
 *     rule stands for it
 * @param webhook where changes are posted to; an empty address for nowhere
 * @param command what is run for each change; no argument for nothing
 * @param desktop whether the desktop's notifier is told, default false
 */
public record AlertSettings(
    Map<String, AlertRule> written, Webhook webhook, Command command, boolean desktop) {

  /** Built-in rules, delivered to the window and the log alone. */
  public static final AlertSettings DEFAULT =
      new AlertSettings(Map.of(), Webhook.NONE, Command.NONE, false);

  /**
   * @param url http or https; it may hold a secret and is shown nowhere
   * @param timeout of one attempt, default 5 s
   */
  public record Webhook(String url, Duration timeout) {
    public static final Webhook NONE = new Webhook("", Duration.ofSeconds(5));

    /** Without the address. */
    @Override
    public String toString() {
      return url.isEmpty() ? "no webhook" : "a webhook";
    }
  }

  /**
   * @param arguments the program and what it is given; no shell reads them
   * @param timeout after which it is ended, default 10 s
   */
  public record Command(List<String> arguments, Duration timeout) {
    public static final Command NONE = new Command(List.of(), Duration.ofSeconds(10));

    public Command {
      arguments = List.copyOf(arguments);
    }

    /** Without the arguments: one of them may be a secret. */
    @Override
    public String toString() {
      return arguments.isEmpty() ? "no command" : "a command";
    }
  }

  public AlertSettings {
    written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
  }

  /** All rules by name: the built-in ones first, in their order. */
  public Map<String, AlertRule> rules() {
    Map<String, AlertRule> all = new LinkedHashMap<>(BuiltInRules.ALL);
    all.putAll(written);
    return all;
  }
}
