package io.signalbox.core.gateway;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.PriceEstimate;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderQuota;
import java.time.Duration;
import java.util.ArrayList;
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

  /** Characters of one text; what a person reads is told well before. */
  static final int LONGEST_TEXT = 4_096;

  /** What is longer is cut before secrets are looked for in it. */
  private static final int LONGEST_LOOKED_AT = 1 << 20;

  /** Entries of one map of details. */
  private static final int MOST_DETAILS = 256;

  private static final String OWN_TAGS = "signalbox:";

  private final UnaryOperator<String> strike;

  Struck(UnaryOperator<String> strike) {
    this.strike = strike;
  }

  String text(@Nullable String said) {
    if (said == null || said.isEmpty()) {
      return "";
    }
    String whole = said.length() <= LONGEST_LOOKED_AT ? said : said.substring(0, LONGEST_LOOKED_AT);
    String struck = strike.apply(whole);
    return struck.length() <= LONGEST_TEXT
        ? struck
        : struck.substring(0, LONGEST_TEXT - 1) + "\u2026";
  }

  /**
   * A failure in a provider's own words: that a call was not made, or was stopped by us, is not for
   * a provider to say.
   */
  ProviderFailure failure(ProviderFailure said) {
    return new ProviderFailure(
        said.isCancelled() ? "PROVIDER_CANCELLED" : text(said.code()),
        text(said.message()),
        details(said.sent().details()),
        said.isCancelled() ? FailureClass.TRANSIENT : said.failureClass(),
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

  PriceEstimate price(PriceEstimate said) {
    return new PriceEstimate(
        said.usd(), said.basis(), said.asOf(), said.until(), text(said.note()));
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
              failures(created.shortfalls()),
              created.steps().stream().map(this::text).toList());
      case ProviderData.InstancesTerminating terminating -> {
        List<InstanceInfo> machines = machines(terminating.instances());
        yield machines == terminating.instances()
            ? said
            : new ProviderData.InstancesTerminating(machines);
      }
      case ProviderData.InstanceStatuses statuses -> listed(statuses);
      case ProviderData.TemplateChecked checked ->
          new ProviderData.TemplateChecked(
              findings(checked.errors()), findings(checked.warnings()));
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
                text(id),
                new LaunchProgress(
                    progress.givenUp(), failures(progress.shortfalls()), progress.elsewhere())));
    return new ProviderData.InstanceStatuses(
        machines, said.complete(), launches, text(said.problem()));
  }

  private ProviderHealthStatus health(ProviderHealthStatus said) {
    return new ProviderHealthStatus(
        said.state(),
        text(said.message()),
        said.checkedAt(),
        said.responseTime(),
        details(said.details()),
        said.quotas().stream().limit(MOST_DETAILS).map(this::quota).toList());
  }

  private ProviderQuota quota(ProviderQuota said) {
    return new ProviderQuota(
        text(said.name()),
        said.limit(),
        said.used(),
        said.limitAsked(),
        said.usedAsked(),
        text(said.note()));
  }

  private List<InstanceInfo> machines(List<InstanceInfo> said) {
    List<InstanceInfo> struck = new ArrayList<>(said.size());
    boolean same = true;
    Map<String, String> clean = Map.of();
    for (InstanceInfo machine : said) {
      InstanceInfo safe = machine(machine, clean);
      struck.add(safe);
      same &= safe == machine;
      clean = safe.tags();
    }
    return same ? said : List.copyOf(struck);
  }

  /**
   * Listings are long, and hardly ever is there anything to strike: one look at each machine.
   *
   * @param clean tags that were looked at; those of one launch may be one map
   */
  private InstanceInfo machine(InstanceInfo said, Map<String, String> clean) {
    String words = words(said, said.tags() == clean ? "" : said.tags().toString());
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

  /** All a machine says: its record's own text is put together anew in each process. */
  private static String words(InstanceInfo said, String tags) {
    return said.name()
        + '\n'
        + said.privateAddress()
        + '\n'
        + said.publicAddress()
        + '\n'
        + said.hostId()
        + '\n'
        + said.instanceType()
        + '\n'
        + said.priceType()
        + '\n'
        + tags
        + '\n'
        + said.reason();
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

  private List<FieldFinding> findings(List<FieldFinding> said) {
    return said.stream()
        .map(each -> new FieldFinding(text(each.field()), text(each.message())))
        .toList();
  }

  private List<String> texts(List<String> said) {
    return said.isEmpty() ? said : said.stream().map(this::text).toList();
  }

  private Map<String, Object> details(Map<String, Object> said) {
    if (said.isEmpty()) {
      return said;
    }
    Map<String, Object> struck = new LinkedHashMap<>();
    said.entrySet().stream()
        .limit(MOST_DETAILS)
        .forEach(each -> struck.put(text(each.getKey()), value(each.getValue(), 0)));
    return struck;
  }

  private Object value(@Nullable Object said, int depth) {
    if (said == null) {
      return "";
    }
    if (said instanceof Number || said instanceof Boolean) {
      return said;
    }
    if (said instanceof List<?> list && depth < DEEPEST) {
      return list.stream().limit(MOST_DETAILS).map(each -> value(each, depth + 1)).toList();
    }
    if (said instanceof Map<?, ?> map && depth < DEEPEST) {
      Map<String, Object> struck = new LinkedHashMap<>();
      map.entrySet().stream()
          .limit(MOST_DETAILS)
          .forEach(each ->
              struck.put(text(String.valueOf(each.getKey())), value(each.getValue(), depth + 1)));
      return struck;
    }
    return text(said.toString());
  }
}
