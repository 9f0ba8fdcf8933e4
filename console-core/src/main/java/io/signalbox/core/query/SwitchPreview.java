package io.signalbox.core.query;

import io.signalbox.core.routing.SwitchChange;
import java.util.List;
import java.util.Map;

/**
 * What traffic would do when a switch is thrown; nothing is changed.
 *
 * @param before expected share by provider, 0 to 1
 * @param after the same with the change
 * @param warnings what an operator must know before: no fallback left, a provider near its cap
 * @param notes what is good to know: calls in flight that finish where they are
 * @param templatesNotReached templates the change leaves without a way, or does not reach
 * @param lastWayOut whether it closes the last healthy way: carried out with force and a reason
 *     only
 */
public record SwitchPreview(
    SwitchChange change,
    Map<String, Double> before,
    Map<String, Double> after,
    List<String> warnings,
    List<String> notes,
    List<String> templatesNotReached,
    boolean lastWayOut) {

  public SwitchPreview {
    warnings = List.copyOf(warnings);
    notes = List.copyOf(notes);
    templatesNotReached = List.copyOf(templatesNotReached);
  }
}
