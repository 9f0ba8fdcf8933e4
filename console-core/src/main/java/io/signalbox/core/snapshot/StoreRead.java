package io.signalbox.core.snapshot;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertRepository;
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
 * @param alerts as whoever has the duty to watch keeps them, with what operators did to them
 * @param found what searches for machines without a request counted last
 */
public record StoreRead(
    WorkAtAGlance work,
    HourlyCost cost,
    int overrides,
    String moved,
    List<BackgroundProblem> background,
    List<Alert> alerts,
    List<AlertRepository.Found> found) {

  public StoreRead {
    background = List.copyOf(background);
    alerts = List.copyOf(alerts);
    found = List.copyOf(found);
  }
}
