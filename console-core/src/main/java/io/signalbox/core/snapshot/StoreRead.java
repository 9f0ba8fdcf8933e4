package io.signalbox.core.snapshot;

import io.signalbox.core.background.BackgroundProblem;
import io.signalbox.core.request.HourlyCost;
import io.signalbox.core.request.WorkAtAGlance;
import java.util.List;

/**
 * What of a snapshot the store knows.
 *
 * @param cost what runs costs, by estimate
 * @param overrides settings that are overridden
 * @param moved what to do about a store that was copied or moved; empty if it was not
 * @param background what runs by itself and does not do what it should, in any process
 */
public record StoreRead(
    WorkAtAGlance work,
    HourlyCost cost,
    int overrides,
    String moved,
    List<BackgroundProblem> background) {

  public StoreRead {
    background = List.copyOf(background);
  }
}
