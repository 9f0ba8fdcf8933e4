package io.signalbox.core.alert.delivery;

import io.signalbox.core.alert.AlertChanged;
import io.signalbox.core.alert.AlertSettings;
import io.signalbox.core.background.BackgroundProblem;
import io.signalbox.core.event.Event;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells people elsewhere what began and ended, in the process that has the duty to watch. What is
 * muted is told to nobody, until the mute is over. Thread-safe; {@link #accept} never blocks, and
 * each channel delivers for itself.
 */
public final class AlertDelivery {

  private final Supplier<AlertSettings> settings;
  private final Supplier<String> environmentName;
  private final Map<String, String> environment;
  private final TimeSource time;
  // Guarded by this.
  private final Map<Way, Open> open = new EnumMap<>(Way.class);

  /** The ways there are. */
  public enum Way {
    WEBHOOK("the webhook"),
    COMMAND("the command"),
    DESKTOP("the desktop's notifier");

    private final String words;

    Way(String words) {
      this.words = words;
    }

    /** As sentences name it. */
    public String words() {
      return words;
    }

    /** As a step of what runs by itself. */
    public String step() {
      return "telling alerts to " + words;
    }
  }

  /**
   * @param made from which settings; another value means another channel
   * @param outbox null where the way is not configured
   */
  private record Open(Object made, @Nullable Outbox outbox) {}

  /**
   * @param environmentName as configured; told with each message
   * @param environment variables of this process
   */
  public AlertDelivery(
      Supplier<AlertSettings> settings,
      Supplier<String> environmentName,
      Map<String, String> environment,
      TimeSource time) {
    this.settings = settings;
    this.environmentName = environmentName;
    this.environment = Map.copyOf(environment);
    this.time = time;
  }

  /** Takes an event; what is none of an alert, or is for nobody elsewhere, is left. */
  public void accept(Event event) {
    if (!(event instanceof AlertChanged changed) || !isTold(changed)) {
      return;
    }
    Message message = new Message(changed, environmentName.get());
    for (Way way : Way.values()) {
      Outbox outbox = outbox(way);
      // A channel that fails is no way to tell that it does.
      if (outbox != null && !outbox.subject().equals(changed.alert().subject())) {
        outbox.add(message);
      }
    }
  }

  private static boolean isTold(AlertChanged changed) {
    return changed.who().isEmpty()
        && !changed.alert().isMuted(changed.at())
        && switch (changed.change()) {
          case FIRED, CLEARED, UNMUTED -> true;
          case ACKNOWLEDGED, MUTED -> false;
        };
  }

  /** Delivers what waits for one way; returns how long to wait before the next time. Blocks. */
  public Duration deliver(Way way) {
    Outbox outbox = outbox(way);
    return outbox == null ? Outbox.IDLE : outbox.deliver();
  }

  /** Ways that are configured, and that there are on this machine. */
  public List<Way> ways() {
    return Stream.of(Way.values()).filter(each -> outbox(each) != null).toList();
  }

  /** Ways that fail. */
  public List<BackgroundProblem> problems() {
    List<Open> all;
    synchronized (this) {
      all = List.copyOf(open.values());
    }
    return all.stream()
        .map(Open::outbox)
        .flatMap(each ->
            each == null ? Optional.<BackgroundProblem>empty().stream() : each.problem().stream())
        .toList();
  }

  private @Nullable Outbox outbox(Way way) {
    AlertSettings now = settings.get();
    Object made =
        switch (way) {
          case WEBHOOK -> now.webhook();
          case COMMAND -> now.command();
          case DESKTOP -> now.desktop();
        };
    synchronized (this) {
      Open known = open.get(way);
      if (known == null || !known.made().equals(made)) {
        known =
            new Open(
                made,
                channel(way, now).map(each -> new Outbox(way.words, each, time)).orElse(null));
        open.put(way, known);
      }
      return known.outbox();
    }
  }

  private Optional<Channel> channel(Way way, AlertSettings now) {
    return switch (way) {
      case WEBHOOK ->
          now.webhook().url().isEmpty()
              ? Optional.empty()
              : Optional.of(new Webhook(now.webhook()));
      case COMMAND ->
          now.command().arguments().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Program(message -> now.command().arguments(), now.command().timeout()));
      case DESKTOP ->
          now.desktop()
              ? Desktop.of(System.getProperty("os.name", ""), environment)
              : Optional.empty();
    };
  }
}
