package io.signalbox.core.provider.aws.launch;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import java.util.List;

/** Why a launch made fewer machines than asked, or none. Stateless. */
public final class Shortfalls {

  private static final String FEWER = "INSUFFICIENT_INSTANCE_CAPACITY";

  private Shortfalls() {}

  /** AWS launched less than was asked and says of the rest nothing but that. */
  public static ProviderFailure fewer(String message) {
    return ProviderFailure.of(FailureClass.CAPACITY, FEWER, message);
  }

  /**
   * Why nothing was made, with what each said: for want of room where any says so, whichever place
   * was asked last; else of the last one's class.
   */
  public static ProviderFailure together(List<ProviderFailure> failures) {
    if (failures.isEmpty()) {
      return fewer("EC2 launched no machine and gave no reason");
    }
    ProviderFailure decisive =
        failures.reversed().stream()
            .filter(failure -> failure.failureClass() == FailureClass.CAPACITY)
            .findFirst()
            .orElseGet(failures::getLast);
    return failures.size() == 1
        ? decisive
        : LaunchFailures.with(
            decisive,
            String.join("; ", failures.stream().map(ProviderFailure::message).distinct().toList()),
            true);
  }
}
