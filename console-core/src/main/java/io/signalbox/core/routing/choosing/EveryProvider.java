package io.signalbox.core.routing.choosing;

import io.signalbox.core.routing.balancing.Balancer;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.candidate.SelectionContext;

/** Every provider as a member, so that a position is an index. */
record EveryProvider(SelectionContext selection) implements Balancer.Members {
  @Override
  public int size() {
    return selection.table().size();
  }

  @Override
  public String name(int member) {
    return selection.table().provider(member).name();
  }

  @Override
  public double weight(int member) {
    return selection.table().weight(member);
  }

  @Override
  public int inFlight(int member) {
    return selection.facts().inFlight(member);
  }

  @Override
  public double windowMillis(int member) {
    return selection.facts().windowMillis(member, BalancingSettings.DEFAULT.responseTimeWindow());
  }

  @Override
  public double success(int member) {
    double percent = selection.facts().successPercent(member);
    return Double.isNaN(percent) ? 1 : percent / 100;
  }

  @Override
  public double meanMillis(int member) {
    double mean = windowMillis(member);
    return Double.isNaN(mean) ? 0 : mean;
  }
}
