package io.signalbox.core.wiring;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.RouteRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Reads through the normal path, marked as rehearsal, so that screens live without real work. The
 * rates of all providers that allow rehearsal add up; each read goes where a choice sends it, and
 * never to a provider that was not configured for it. Thread-safe.
 */
public final class RehearsalTraffic {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Supplier<Configuration> configuration;
  private final Set<String> allowedTypes;
  private final ProviderContext context;
  private final TimeSource time;
  private final AtomicLong sent = new AtomicLong();

  /**
   * @param allowedTypes factory types where calls cost nothing
   */
  public RehearsalTraffic(
      Supplier<Configuration> configuration,
      Set<String> allowedTypes,
      ProviderContext context,
      TimeSource time) {
    this.configuration = configuration;
    this.allowedTypes = Set.copyOf(allowedTypes);
    this.context = context;
    this.time = time;
  }

  /** Reads per second in all; 0 for none. */
  public double operationsPerSecond() {
    return configuration.get().providers().stream().mapToDouble(this::rate).sum();
  }

  private double rate(ProviderInstance instance) {
    return instance.enabled() && allowedTypes.contains(instance.type())
        ? instance.rehearsalOperationsPerSecond()
        : 0;
  }

  /** One read; blocks until it is answered. Four kinds take turns. */
  public void send() {
    long number = sent.getAndIncrement();
    OperationContext operation =
        OperationContext.of("rehearsal-" + number, time.now().plus(DEADLINE)).asRehearsal();
    ProviderOperation read =
        switch ((int) (number % 4)) {
          case 0, 1 ->
              new ProviderOperation.DescribeResourceInstances(
                  Map.of("rehearsal", "true"), operation);
          case 2 -> new ProviderOperation.GetInstanceStatus(List.of(), operation);
          default -> new ProviderOperation.GetAvailableTemplates(operation);
        };
    Map<String, String> offers = new LinkedHashMap<>();
    for (ProviderInstance instance : configuration.get().providers()) {
      offers.put(instance.name(), rate(instance) > 0 ? "" : "takes no rehearsal traffic");
    }
    RouteRequest any = RouteRequest.of(read.type());
    context.execute(
        new RouteRequest(
            any.operation(),
            "rehearsal",
            1,
            offers,
            Map.of(),
            Set.of(),
            null,
            null,
            null,
            null,
            false,
            null,
            null),
        read);
  }
}
