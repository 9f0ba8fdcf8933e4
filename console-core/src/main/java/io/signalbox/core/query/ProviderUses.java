package io.signalbox.core.query;

import io.signalbox.core.error.Counted;
import java.util.ArrayList;
import java.util.List;

/**
 * What depends on a provider.
 *
 * @param openRequests requests that are not over and have machines there, or will have
 * @param machines that are not gone by its word
 * @param pinnedTemplates templates that name it
 * @param strandedTemplates templates that would have no way left without it
 * @param settings that name it, with where they stand: chains, balancers, defaults, weights
 * @param overlays that are not in force and say something of it, with the place
 */
public record ProviderUses(
    String provider,
    List<String> openRequests,
    int machines,
    List<String> pinnedTemplates,
    List<String> strandedTemplates,
    List<String> settings,
    List<String> overlays) {

  /** Names that are told in a sentence; the others are counted. */
  private static final int TOLD = 5;

  public ProviderUses {
    openRequests = List.copyOf(openRequests);
    pinnedTemplates = List.copyOf(pinnedTemplates);
    strandedTemplates = List.copyOf(strandedTemplates);
    settings = List.copyOf(settings);
    overlays = List.copyOf(overlays);
  }

  /** One sentence for each kind; empty where nothing depends on it. */
  public List<String> sentences() {
    List<String> told = new ArrayList<>();
    if (machines > 0) {
      told.add(
          Counted.of(machines, "machine") + (machines == 1 ? " is" : " are") + " running there");
    }
    add(told, openRequests, "Requests are open: ");
    add(told, pinnedTemplates, "Templates name it: ");
    add(told, strandedTemplates, "Templates have no other way: ");
    add(told, settings, "Settings name it: ");
    add(told, overlays, "Overlays say something of it: ");
    return told;
  }

  private static void add(List<String> told, List<String> names, String what) {
    if (!names.isEmpty()) {
      int shown = Math.min(TOLD, names.size());
      told.add(
          what
              + String.join(", ", names.subList(0, shown))
              + (names.size() > shown ? " and " + (names.size() - shown) + " more" : ""));
    }
  }
}
