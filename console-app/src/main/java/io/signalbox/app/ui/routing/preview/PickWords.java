package io.signalbox.app.ui.routing.preview;

import io.signalbox.core.query.SpreadPreview;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The next picks in words. Stateless. */
public final class PickWords {

  private static final int TOLD = 5;

  private PickWords() {}

  /** {@code cycle of 7; A 10, B 2, C 2}. */
  public static String cycle(SpreadPreview spread, List<MemberRow> rows) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    spread.picks().forEach(pick -> counts.merge(pick, 1, Integer::sum));
    List<String> words = new ArrayList<>();
    int more = 0;
    for (MemberRow row : rows) {
      int count = counts.getOrDefault(row.name(), 0);
      if (count > 0 && words.size() < TOLD) {
        words.add(row.letter() + " " + count);
      } else if (count > 0) {
        more++;
      }
    }
    String told = String.join(", ", words) + (more > 0 ? ", " + more + " more" : "");
    return spread.cycle() > 0 ? "cycle of " + spread.cycle() + "; " + told : told;
  }

  /** Why the next picks cannot be told. */
  public static String cannotTell(String algorithm, boolean failover) {
    if (failover) {
      return "No turns to take: every call goes to the first member that can serve.";
    }
    return "Cannot be told: "
        + switch (algorithm) {
          case "RANDOM", "WEIGHTED_RANDOM" -> algorithm + " draws";
          case "LEAST_CONNECTIONS" -> algorithm + " follows the calls in flight";
          case "LEAST_RESPONSE_TIME", "FASTEST_RESPONSE" -> algorithm + " follows measured latency";
          case "ADAPTIVE" -> algorithm + " follows measured success and load";
          case "HASH_BASED" -> algorithm + " follows each call's key";
          case "" -> "there is no order of turns";
          default -> algorithm + " takes no turns";
        }
        + ".";
  }
}
