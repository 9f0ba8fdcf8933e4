package io.signalbox.core.query;

import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the activity.
 *
 * @param entries newest first
 * @param next what the next page comes after; null where this is the last
 */
public record ActivityPage(List<ActivityEntry> entries, @Nullable ActivityKey next) {

  public ActivityPage {
    entries = List.copyOf(entries);
  }
}
