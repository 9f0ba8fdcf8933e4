package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.control.Series;
import java.util.List;
import java.util.stream.IntStream;

/** Style classes that give what is drawn in a provider's colour that colour. Stateless. */
public final class SeriesClass {

  /** Every class there is, and the one of what is no provider's. */
  public static final List<String> ALL =
      IntStream.rangeClosed(0, Series.COUNT).mapToObj(each -> "in-s" + each).toList();

  private SeriesClass() {}

  /**
   * @param order under 0 for no provider
   */
  public static String of(int order) {
    return order < 0 ? "in-s0" : "in-" + Series.styleClass(order);
  }
}
