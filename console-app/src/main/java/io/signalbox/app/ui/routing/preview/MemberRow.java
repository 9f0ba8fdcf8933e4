package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Units;
import java.util.Set;

/**
 * A member of the selected strategy.
 *
 * @param letter how the picks name it
 * @param order its colour: that of the provider its work goes to; -1 where another member has it
 * @param detail what it is
 * @param why more about its state; empty for nothing
 * @param key the setting of its weight; empty where it has none
 * @param now the weight in force; NaN where weights do not matter
 * @param effective what the algorithm uses now; NaN as above
 * @param shareNow of the strategy's own work, 0 to 1; NaN before the first preview
 * @param shareProposed the same under what is typed; NaN where that cannot be applied
 * @param reaches every provider its work can go to
 */
public record MemberRow(
    String letter,
    int order,
    String name,
    String detail,
    Status status,
    String why,
    String key,
    double now,
    double effective,
    double shareNow,
    double shareProposed,
    Set<String> reaches) {

  public MemberRow {
    reaches = Set.copyOf(reaches);
  }

  /** A, B ... Z, AA, AB ... */
  public static String letter(int index) {
    return index < 26
        ? String.valueOf((char) ('A' + index))
        : letter(index / 26 - 1) + letter(index % 26);
  }

  /** A share of the whole, for a sentence. */
  public static String percent(double share) {
    return Units.percent(Math.rint(share * 1000) / 10, "–");
  }
}
