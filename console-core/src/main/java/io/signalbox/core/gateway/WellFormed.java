package io.signalbox.core.gateway;

import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an answer has what its interface says that it has, and is of a size that a cloud's may
 * have. A plug-in's compiler checks no null: one that is missed here is met where the answer is
 * stored, which then says nothing of its provider. Stateless.
 */
final class WellFormed {

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /** Machines, launches or templates in one answer; a longer one is not read. */
  static final int MOST = 100_000;

  /** Reasons in one answer. */
  static final int MOST_REASONS = 1_000;

  /** Each is a line of a request's timeline. */
  static final int MOST_STEPS = 100;

  /** Characters of an id, which is sent back as it is. */
  static final int LONGEST_ID = 1_024;

  static final int MOST_TAGS = 256;

  /** Characters of a tag's name or value. */
  static final int LONGEST_TAG = 4_096;

  private WellFormed() {}

  /** What is wrong with it, as the end of a sentence; null if nothing is. */
  static @Nullable String fault(ProviderOperation asked, ProviderResult said) {
    return switch (said) {
      case ProviderResult.Failure(ProviderFailure failure) -> ofFailure(failure);
      case ProviderResult.Success(ProviderData.InstancesCreated made) -> ofLaunch(asked, made);
      case ProviderResult.Success(ProviderData.InstancesTerminating terminating) ->
          ofMachines(terminating.instances());
      case ProviderResult.Success(ProviderData.InstanceStatuses listed) -> ofListing(listed);
      case ProviderResult.Success(ProviderData.HealthChecked(ProviderHealthStatus status)) ->
          ofHealth(status);
      case ProviderResult.Success(ProviderData.TemplateChecked checked) ->
          first(ofFindings(checked.errors(), "errors"), ofFindings(checked.warnings(), "warnings"));
      case ProviderResult.Success(ProviderData.AvailableTemplates templates) ->
          most(templates.names().size(), MOST, "templates");
    };
  }

  private static @Nullable String ofFindings(List<FieldFinding> findings, String what) {
    return first(
        most(findings.size(), MOST_REASONS, what),
        findings.stream().anyMatch(each -> each.field() == null || each.message() == null)
            ? "a finding without a field, which may be empty, or a message"
            : null);
  }

  private static @Nullable String ofLaunch(
      ProviderOperation asked, ProviderData.InstancesCreated made) {
    String resource = made.resourceId();
    if (resource == null) {
      return "a launch without a resource id, which may be empty";
    }
    String fault =
        first(
            ofId(resource),
            first(
                ofMachines(made.instances()),
                first(
                    ofFailures(made.shortfalls()),
                    most(made.steps().size(), MOST_STEPS, "steps"))));
    return fault == null && made.instances().stream().anyMatch(each -> isOther(asked, each))
        ? "a machine that has the tags of another launch"
        : fault;
  }

  /** Whether a machine says itself that another create has made it. */
  private static boolean isOther(ProviderOperation asked, InstanceInfo machine) {
    return asked instanceof ProviderOperation.CreateInstances create
        && create.tags().entrySet().stream()
            .anyMatch(tag ->
                !tag.getValue().equals(machine.tags().getOrDefault(tag.getKey(), tag.getValue())));
  }

  private static @Nullable String most(int size, int most, String what) {
    return size <= most
        ? null
        : String.format("a list of %,d %s, of which at most %,d are read", size, what, most);
  }

  private static @Nullable String ofId(String id) {
    if (id.length() > LONGEST_ID) {
      return String.format("an id of %,d characters, more than %,d", id.length(), LONGEST_ID);
    }
    return id.chars().anyMatch(Character::isISOControl) ? "an id with control characters" : null;
  }

  private static @Nullable String ofListing(ProviderData.InstanceStatuses listed) {
    String fault = most(listed.launches().size(), MOST, "launches");
    if (fault != null) {
      return fault;
    }
    fault = ofMachines(listed.instances());
    for (LaunchProgress progress : listed.launches().values()) {
      fault = first(fault, ofFailures(progress.shortfalls()));
    }
    return fault;
  }

  private static @Nullable String ofMachines(List<InstanceInfo> machines) {
    String fault = most(machines.size(), MOST, "machines");
    for (int i = 0; fault == null && i < machines.size(); i++) {
      fault = ofMachine(machines.get(i));
    }
    return fault;
  }

  private static @Nullable String ofMachine(InstanceInfo machine) {
    if (isBlank(machine.machineId())) {
      return "a machine without an id";
    }
    if (machine.state() == null) {
      return "a machine without a state";
    }
    if (machine.name() == null
        || machine.hostId() == null
        || machine.instanceType() == null
        || machine.priceType() == null
        || machine.reason() == null) {
      return "a machine without its name, host, type or reason, each of which may be empty";
    }
    if (machine.units() < 1) {
      return "a machine that counts for " + machine.units() + " units";
    }
    if (machine.tags().size() > MOST_TAGS
        || machine.tags().entrySet().stream()
            .anyMatch(tag ->
                tag.getKey().length() > LONGEST_TAG || tag.getValue().length() > LONGEST_TAG)) {
      return String.format(
          "a machine with more than %d tags, or one longer than %,d characters",
          MOST_TAGS, LONGEST_TAG);
    }
    String id = ofId(machine.machineId());
    if (id != null) {
      return id;
    }
    Instant launched = machine.launchedAt();
    return launched == null || isPossible(launched) ? null : "a machine that cannot be so old";
  }

  private static @Nullable String ofHealth(@Nullable ProviderHealthStatus status) {
    if (status == null || status.state() == null) {
      return "a health check without a state";
    }
    if (status.message() == null) {
      return "a health check without a message, which may be empty";
    }
    if (!isPossible(status.checkedAt())) {
      return "a health check without a time";
    }
    if (status.quotas().stream()
        .anyMatch(
            each -> each.name() == null || each.note() == null || !isPossible(each.limitAsked()))) {
      return "a quota without a name, a time or a note, which may be empty";
    }
    Duration took = status.responseTime();
    return took == null || (!took.isNegative() && took.compareTo(Duration.ofDays(1)) < 0)
        ? null
        : "a health check that cannot have taken so long";
  }

  private static @Nullable String ofFailures(List<ProviderFailure> failures) {
    String fault = most(failures.size(), MOST_REASONS, "reasons");
    for (ProviderFailure failure : failures) {
      fault = first(fault, ofFailure(failure));
    }
    return fault;
  }

  private static @Nullable String ofFailure(@Nullable ProviderFailure failure) {
    if (failure == null || failure.failureClass() == null) {
      return "a failure without a class";
    }
    return isBlank(failure.code()) || failure.message() == null
        ? "a failure without a code or message"
        : null;
  }

  private static @Nullable String first(@Nullable String fault, @Nullable String next) {
    return fault == null ? next : fault;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static boolean isPossible(@Nullable Instant time) {
    return time != null && !time.isBefore(FIRST) && !time.isAfter(LAST);
  }
}
