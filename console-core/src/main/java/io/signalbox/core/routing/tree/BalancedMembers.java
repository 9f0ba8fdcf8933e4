package io.signalbox.core.routing.tree;

import io.signalbox.core.routing.balancing.Balancer;
import io.signalbox.core.routing.candidate.SelectionContext;
import java.util.Arrays;
import java.util.List;

/** The members of a balancer in one selection. */
public record BalancedMembers(
    SelectionContext selection, List<TreeNode> nodes, double[] weights, int window)
    implements Balancer.Members {

  @Override
  public int size() {
    return nodes.size();
  }

  @Override
  public String name(int member) {
    return nodes.get(member).name;
  }

  @Override
  public double weight(int member) {
    return weights[member];
  }

  @Override
  public int inFlight(int member) {
    return nodes.get(member).inFlight(selection);
  }

  /** A strategy's is the mean of those below it that were measured. */
  @Override
  public double windowMillis(int member) {
    double sum = 0;
    int size = 0;
    for (int position : nodes.get(member).leaves()) {
      double mean = selection.facts().windowMillis(position, window);
      if (!Double.isNaN(mean)) {
        sum += mean;
        size++;
      }
    }
    return size == 0 ? Double.NaN : sum / size;
  }

  @Override
  public double meanMillis(int member) {
    double mean = windowMillis(member);
    return Double.isNaN(mean) ? 0 : mean;
  }

  @Override
  public double success(int member) {
    double sum = 0;
    int size = 0;
    for (int position : nodes.get(member).leaves()) {
      double percent = selection.facts().successPercent(position);
      if (!Double.isNaN(percent)) {
        sum += percent / 100;
        size++;
      }
    }
    return size == 0 ? 1 : sum / size;
  }

  /** Indexes of the members that can serve and are not drained by weight. */
  public int[] able() {
    int[] able = new int[nodes.size()];
    int count = 0;
    for (int i = 0; i < able.length; i++) {
      if (weights[i] > 0 && nodes.get(i).serves(selection)) {
        able[count++] = i;
      }
    }
    return count == able.length ? able : Arrays.copyOf(able, count);
  }
}
