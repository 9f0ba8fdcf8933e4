package io.signalbox.app.ui.control;

import java.util.function.Function;
import javafx.util.StringConverter;

/** Shows values in boxes whose text is never read back. Stateless. */
public final class Converters {

  private Converters() {}

  public static <T> StringConverter<T> of(Function<T, String> text) {
    return new StringConverter<>() {
      @Override
      public String toString(T value) {
        return value == null ? "" : text.apply(value);
      }

      @Override
      public T fromString(String string) {
        throw new UnsupportedOperationException("not edited as text");
      }
    };
  }
}
