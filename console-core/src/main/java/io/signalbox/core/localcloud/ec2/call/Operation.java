package io.signalbox.core.localcloud.ec2.call;

import io.signalbox.core.localcloud.wire.Asked;
import io.signalbox.core.localcloud.wire.Refusal;
import io.signalbox.core.localcloud.wire.Xml;
import java.util.Set;

/**
 * An operation.
 *
 * @param parameters the heads of those it knows, beside those that every operation has
 * @param reads whether it changes nothing
 * @param handler what it does
 */
public record Operation(Set<String> parameters, boolean reads, Handler handler) {

  private static final Set<String> EVERYWHERE = Set.of("Action", "Version", "DryRun");

  /** Checks a call, does it and writes the elements of the answer after {@code requestId}. */
  @FunctionalInterface
  public interface Handler {

    /** Throws {@link Refusal} if the call cannot be carried out; then nothing was. */
    void answer(Asked asked, Xml out);
  }

  public static Operation reading(Handler handler, String... parameters) {
    return new Operation(Set.of(parameters), true, handler);
  }

  public static Operation changing(Handler handler, String... parameters) {
    return new Operation(Set.of(parameters), false, handler);
  }

  public void answer(Asked asked, Xml out) {
    for (String head : asked.parameters().heads()) {
      if (!parameters.contains(head) && !EVERYWHERE.contains(head)) {
        throw Refusal.of(
            "UnknownParameter",
            "The parameter " + head + " is not recognized by " + asked.action());
      }
    }
    if (reads) {
      stopDryRun(asked);
    }
    handler.answer(asked, out);
  }

  /** Ends a call that was to be tried only; one that changes something asks once it has checked. */
  public static void stopDryRun(Asked asked) {
    if (asked.parameters().flag("DryRun")) {
      throw new Refusal(
          "DryRunOperation", 412, "Request would have succeeded, but DryRun flag is set.");
    }
  }
}
