package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.aws.failure.AwsFailures;
import java.util.Map;
import java.util.Objects;

/**
 * Why a step of a launch made no machine, or fewer than asked, as a note keeps it.
 *
 * @param aws AWS's own code, which says whether the next step may be tried; empty for none
 */
public record NotedRefusal(String code, String message, FailureClass failureClass, String aws) {

  public NotedRefusal {
    // Of a version that noted none.
    aws = Objects.requireNonNullElse(aws, "");
  }

  public static NotedRefusal of(ProviderFailure failure) {
    return new NotedRefusal(
        failure.code(), failure.message(), failure.failureClass(), AwsFailures.codeOf(failure));
  }

  public ProviderFailure toFailure() {
    return new ProviderFailure(
        code,
        message,
        aws.isEmpty() ? Map.of() : Map.of(AwsFailures.AWS_CODE, aws),
        failureClass,
        true,
        false,
        null);
  }
}
