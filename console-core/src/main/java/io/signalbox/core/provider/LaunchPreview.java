package io.signalbox.core.provider;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a launch would send to its cloud, in the order in which it would be sent.
 *
 * @param calls the first calls; what is secret in them is struck out
 * @param note what a person must know beside them, such as how many more there could be; empty if
 *     nothing
 */
public record LaunchPreview(List<Call> calls, String note) {

  public LaunchPreview {
    calls = List.copyOf(calls);
  }

  /**
   * One call.
   *
   * @param action as the cloud names it, such as {@code ec2:RunInstances}
   * @param parameters by the name that they are sent under, in their order
   */
  public record Call(String action, Map<String, String> parameters) {

    public Call {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }
}
