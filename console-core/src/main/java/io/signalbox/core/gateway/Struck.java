package io.signalbox.core.gateway;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.ProviderCapabilities;
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
 * the store, and bounds the waits it asks for. Machines' ids are sent back and this installation's
 * own tags are compared, so both stay as they are. Thread-safe.
 */
final class Struck {

  /** A provider that asks for a longer wait is asked again then all the same. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** Deeper ones are shown as text: nobody reads them, and a circle would have no end. */
  private static final int DEEPEST = 8;

  private static final String OWN_TAGS = "signalbox:";

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
    if (said == null) {
      return null;
    }
    return said.isNegative()
        ? Duration.ZERO
        : said.compareTo(LONGEST_WAIT) <= 0 ? said : LONGEST_WAIT;
  }

  ProviderCapabilities capabilities(ProviderCapabilities said) {
    return new ProviderCapabilities(
        said.supportedOperations(),
        said.apis(),
        details(said.features()),
        said.maxInstancesPerRequest());
  }

  ProviderData data(ProviderData said) {
    return switch (said) {
      case ProviderData.InstancesCreated created ->
          new ProviderData.InstancesCreated(
              text(created.resourceId()),
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
                text(id), new LaunchProgress(progress.givenUp(), failures(progress.shortfalls()))));
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
    List<InstanceInfo> struck = said.stream().map(this::machine).toList();
    for (int i = 0; i < struck.size(); i++) {
      if (struck.get(i) != said.get(i)) {
        return struck;
      }
    }
    return said;
  }

  private InstanceInfo machine(InstanceInfo said) {
    // Listings are long, and hardly ever is there anything to strike: one look at each machine.
    String words = said.toString();
    if (text(words).equals(words)) {
      return said;
    }
    return new InstanceInfo(
        said.machineId(),
        text(said.name()),
        said.state(),
        address(said.privateAddress()),
        address(said.publicAddress()),
        said.launchedAt(),
        text(said.hostId()),
        text(said.instanceType()),
        text(said.priceType()),
        said.units(),
        tags(said.tags()),
        text(said.reason()));
  }

  private @Nullable String address(@Nullable String said) {
    return said == null ? null : text(said);
  }

  private Map<String, String> tags(Map<String, String> said) {
    Map<String, String> struck = new LinkedHashMap<>();
    said.forEach(
        (key, value) -> struck.put(text(key), key.startsWith(OWN_TAGS) ? value : text(value)));
    return struck;
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
