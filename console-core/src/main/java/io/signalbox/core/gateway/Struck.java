package io.signalbox.core.gateway;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of everything a provider says in words, before it can reach a screen, a log or
 * the store, and bounds the waits it asks for. Ids, addresses and tags are compared with others and
 * stay as they are. Thread-safe.
 */
final class Struck {

  /** A provider that asks for a longer wait is asked again then all the same. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** Deeper ones are shown as text: nobody reads them, and a circle would have no end. */
  private static final int DEEPEST = 8;

  private final UnaryOperator<String> strike;

  Struck(UnaryOperator<String> strike) {
    this.strike = strike;
  }

  String text(@Nullable String said) {
    return said == null || said.isEmpty() ? "" : strike.apply(said);
  }

  ProviderFailure failure(ProviderFailure said) {
    return new ProviderFailure(
        text(said.code()),
        text(said.message()),
        details(said.details()),
        said.failureClass(),
        said.outcomeKnown(),
        said.throttled(),
        wait(said.retryAfter()));
  }

  private static @Nullable Duration wait(@Nullable Duration said) {
    return said == null || said.compareTo(LONGEST_WAIT) <= 0 ? said : LONGEST_WAIT;
  }

  ProviderData data(ProviderData said) {
    return switch (said) {
      case ProviderData.InstancesCreated created ->
          new ProviderData.InstancesCreated(
              created.resourceId(),
              machines(created.instances()),
              created.toCome(),
              failures(created.shortfalls()));
      case ProviderData.InstancesTerminating terminating -> {
        List<InstanceInfo> machines = machines(terminating.instances());
        yield machines == terminating.instances()
            ? said
            : new ProviderData.InstancesTerminating(machines);
      }
      case ProviderData.InstanceStatuses statuses -> listed(statuses);
      case ProviderData.TemplateChecked checked ->
          new ProviderData.TemplateChecked(texts(checked.errors()), texts(checked.warnings()));
      case ProviderData.AvailableTemplates templates ->
          new ProviderData.AvailableTemplates(texts(templates.names()), templates.stale());
      case ProviderData.HealthChecked checked ->
          new ProviderData.HealthChecked(health(checked.status()));
    };
  }

  private ProviderData listed(ProviderData.InstanceStatuses said) {
    List<InstanceInfo> machines = machines(said.instances());
    if (machines == said.instances() && said.launches().isEmpty() && said.problem().isEmpty()) {
      return said;
    }
    Map<String, LaunchProgress> launches = new LinkedHashMap<>();
    said.launches()
        .forEach((id, progress) ->
            launches.put(
                id, new LaunchProgress(progress.givenUp(), failures(progress.shortfalls()))));
    return new ProviderData.InstanceStatuses(
        machines, said.complete(), launches, text(said.problem()));
  }

  private ProviderHealthStatus health(ProviderHealthStatus said) {
    return new ProviderHealthStatus(
        said.state(),
        text(said.message()),
        said.checkedAt(),
        said.responseTime(),
        details(said.details()));
  }

  private List<InstanceInfo> machines(List<InstanceInfo> said) {
    return said.stream().allMatch(each -> each.reason().isEmpty())
        ? said
        : said.stream().map(this::machine).toList();
  }

  private InstanceInfo machine(InstanceInfo said) {
    return new InstanceInfo(
        said.machineId(),
        said.name(),
        said.state(),
        said.privateAddress(),
        said.publicAddress(),
        said.launchedAt(),
        said.hostId(),
        said.instanceType(),
        said.priceType(),
        said.units(),
        said.tags(),
        text(said.reason()));
  }

  private List<ProviderFailure> failures(List<ProviderFailure> said) {
    return said.isEmpty() ? said : said.stream().map(this::failure).toList();
  }

  private List<String> texts(List<String> said) {
    return said.isEmpty() ? said : said.stream().map(this::text).toList();
  }

  private Map<String, Object> details(Map<String, Object> said) {
    if (said.isEmpty()) {
      return said;
    }
    Map<String, Object> struck = new LinkedHashMap<>();
    said.forEach((key, value) -> struck.put(text(key), value(value, 0)));
    return struck;
  }

  private Object value(@Nullable Object said, int depth) {
    return switch (said) {
      case null -> "";
      case Number number -> number;
      case Boolean flag -> flag;
      case List<?> list when depth < DEEPEST ->
          list.stream().map(each -> value(each, depth + 1)).toList();
      case Map<?, ?> map when depth < DEEPEST -> {
        Map<String, Object> struck = new LinkedHashMap<>();
        map.forEach((key, each) -> struck.put(text(String.valueOf(key)), value(each, depth + 1)));
        yield struck;
      }
      default -> text(said.toString());
    };
  }
}
