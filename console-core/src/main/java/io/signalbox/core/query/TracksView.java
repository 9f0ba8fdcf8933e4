package io.signalbox.core.query;

import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routing tree as it stands, with the traffic on it.
 *
 * @param root the whole tree; a POLICY node over every provider where no tree is configured
 * @param providers every configured provider, in configured order, those outside the tree too
 * @param operationsPerSecond all new work over the asked window
 * @param inFlight calls now
 * @param activation all traffic held on one provider by an operator; null if not
 */
public record TracksView(
    Instant at,
    TrackNode root,
    List<ProviderView> providers,
    double operationsPerSecond,
    int inFlight,
    @Nullable Activation activation) {

  public TracksView {
    providers = List.copyOf(providers);
  }
}
