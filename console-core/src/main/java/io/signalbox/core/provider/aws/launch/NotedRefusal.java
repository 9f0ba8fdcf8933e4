package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;

/** Why a step of a launch made no machine, or fewer than asked, as a note keeps it. */
public record NotedRefusal(String code, String message, FailureClass failureClass) {

  public static NotedRefusal of(ProviderFailure failure) {
    return new NotedRefusal(failure.code(), failure.message(), failure.failureClass());
  }

  public ProviderFailure toFailure() {
    return ProviderFailure.of(failureClass, code, message);
  }
}
