package io.signalbox.core.provider.aws.checks;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.client.Reply;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What checks of one template have found, each on its field. Used by one thread. */
final class Findings {

  private final String region;
  private final List<FieldFinding> errors = new ArrayList<>();
  private final List<FieldFinding> warnings = new ArrayList<>();

  Findings(String region) {
    this.region = region;
  }

  List<FieldFinding> errors() {
    return errors;
  }

  List<FieldFinding> warnings() {
    return warnings;
  }

  void error(String field, String message) {
    errors.add(new FieldFinding(field, message));
  }

  void warning(String field, String message) {
    warnings.add(new FieldFinding(field, message));
  }

  /** Those of a field's values that the region does not have. */
  void missing(String field, String what, List<String> wanted, Collection<String> found) {
    List<String> missing = wanted.stream().filter(id -> !found.contains(id)).distinct().toList();
    if (!missing.isEmpty()) {
      error(field, "there is no %s %s in %s".formatted(what, String.join(", ", missing), region));
    }
  }

  /**
   * What a refusal means depends on its class: a finding, something not checked, or the end.
   *
   * @return the failure that ends all checks; empty where they go on
   */
  <T> Optional<ProviderFailure> take(String field, Reply<T> reply, Consumer<T> check) {
    switch (reply) {
      case Reply.Answered<T>(T value) -> check.accept(value);
      case Reply.Failed<T>(ProviderFailure failure) -> {
        if (failure.failureClass() == FailureClass.REQUEST) {
          error(field, failure.message());
        } else if (AwsFailures.isDenied(failure)) {
          warning(field, "not checked: " + failure.message());
        } else {
          return Optional.of(failure);
        }
      }
    }
    return Optional.empty();
  }
}
