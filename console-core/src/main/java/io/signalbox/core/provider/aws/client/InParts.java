package io.signalbox.core.provider.aws.client;

import java.util.ArrayList;
import java.util.List;

/** Lists in parts no larger than one call takes. Stateless. */
public final class InParts {

  /** Values of one filter, the most that EC2 takes. */
  public static final int OF_FILTER = 200;

  private InParts() {}

  /** The whole list in its order; none of an empty one. */
  public static <T> List<List<T>> of(List<T> whole, int most) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < whole.size(); from += most) {
      parts.add(whole.subList(from, Math.min(from + most, whole.size())));
    }
    return parts;
  }
}
