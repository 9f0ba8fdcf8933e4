package io.signalbox.app.cli.ops;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.app.cli.routing.DecisionDocs;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operation answered with, as documents and as text. */
final class OperationDocs {

  private OperationDocs() {}

  static Map<String, @Nullable Object> data(ProviderData data) {
    return switch (data) {
      case ProviderData.InstancesCreated created ->
          Doc.start()
              .put("resource_id", created.resourceId())
              .put("instance_ids", ids(created.instances()))
              .put("instances", instances(created.instances()))
              .put("shortfalls", created.shortfalls().stream().map(OperationDocs::failure).toList())
              .map();
      case ProviderData.InstancesTerminating ending ->
          Doc.start()
              .put("instance_ids", ids(ending.instances()))
              .put("instances", instances(ending.instances()))
              .map();
      case ProviderData.InstanceStatuses statuses ->
          Doc.start()
              .put("instances", instances(statuses.instances()))
              .put("complete", statuses.complete())
              .map();
      case ProviderData.TemplateChecked checked ->
          Doc.start()
              .put("valid", checked.errors().isEmpty())
              .put("errors", texts(checked.errors()))
              .put("warnings", texts(checked.warnings()))
              .map();
      case ProviderData.AvailableTemplates templates ->
          Doc.start().put("templates", templates.names()).put("stale", templates.stale()).map();
      case ProviderData.HealthChecked checked ->
          Doc.start()
              .put("state", checked.status().state().name())
              .put("status_message", checked.status().message())
              .put("checked_at", checked.status().checkedAt())
              .put("details", checked.status().details())
              .map();
    };
  }

  private static List<String> texts(List<FieldFinding> findings) {
    return findings.stream().map(FieldFinding::text).toList();
  }

  private static List<String> ids(List<InstanceInfo> instances) {
    return instances.stream().map(InstanceInfo::machineId).toList();
  }

  private static List<Map<String, @Nullable Object>> instances(List<InstanceInfo> instances) {
    return instances.stream()
        .map(each ->
            Doc.start()
                .put("machine_id", each.machineId())
                .put("name", each.name())
                .put("status", each.state().word())
                .put("instance_type", each.instanceType())
                .put("price_type", each.priceType())
                .put("private_address", each.privateAddress())
                .put("public_address", each.publicAddress())
                .put("launched_at", each.launchedAt())
                .put("reason", each.reason())
                .map())
        .toList();
  }

  static Map<String, @Nullable Object> failure(ProviderFailure failure) {
    Doc document =
        Doc.start()
            .put("code", failure.code())
            .put("message", failure.message())
            .put("details", failure.details())
            .put("class", failure.failureClass().name())
            .put("outcome_known", failure.outcomeKnown());
    if (failure.throttled()) {
      document.put("throttled", true);
    }
    if (failure.retryAfter() != null) {
      document.put("retry_after_s", failure.retryAfter().toMillis() / 1_000.0);
    }
    return document.map();
  }

  /** Each member's own answer. */
  static Map<String, @Nullable Object> parts(Map<String, ProviderResult> parts) {
    Map<String, @Nullable Object> documents = new LinkedHashMap<>();
    parts.forEach((member, result) -> documents.put(member, result(result)));
    return documents;
  }

  private static Map<String, @Nullable Object> result(ProviderResult result) {
    Doc document = Doc.start().put("success", result.isSuccess());
    return switch (result) {
      case ProviderResult.Success success -> document.put("data", data(success.data())).map();
      case ProviderResult.Failure failed -> document.put("error", failure(failed.failure())).map();
    };
  }

  /** The failure as the program ends with it: a code of its own, the provider's in the details. */
  static SignalboxException error(ProviderFailure failure) {
    Map<String, Object> details = new LinkedHashMap<>(failure.details());
    ErrorCode own = known(failure.code());
    if (own == null) {
      details.put("provider_code", failure.code());
    }
    details.put("class", failure.failureClass().name());
    details.put("outcome_known", failure.outcomeKnown());
    return new SignalboxException(own == null ? code(failure) : own, failure.message(), details);
  }

  static @Nullable ErrorCode known(String code) {
    return Arrays.stream(ErrorCode.values())
        .filter(each -> each.name().equals(code))
        .findFirst()
        .orElse(null);
  }

  private static ErrorCode code(ProviderFailure failure) {
    if (!failure.outcomeKnown()) {
      return ErrorCode.OUTCOME_UNKNOWN;
    }
    return switch (failure.failureClass()) {
      case REQUEST -> ErrorCode.INVALID_INPUT;
      case CAPACITY -> ErrorCode.NO_CAPACITY;
      case TRANSIENT, PROVIDER -> ErrorCode.PROVIDER_ERROR;
    };
  }

  /** What came of an operation as a person reads it. */
  static String text(OperationRun.Outcome outcome) {
    Table table = Table.of("WHAT", "ANSWER");
    outcome
        .document()
        .forEach((key, value) -> {
          if (key.equals("decision")) {
            return;
          }
          if (value instanceof Map<?, ?> map) {
            map.forEach((inner, each) -> table.row(key + "." + inner, Texts.value(each)));
          } else if (value != null) {
            table.row(key, Texts.value(value));
          }
        });
    return outcome.decision() == null
        ? table.render()
        : DecisionDocs.line(outcome.decision()) + "\n" + table.render();
  }
}
