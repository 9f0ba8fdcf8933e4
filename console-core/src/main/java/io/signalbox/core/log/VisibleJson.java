package io.signalbox.core.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/**
 * JSON that may be written to a terminal: it means what it would mean otherwise, and no character
 * in it does anything else than to show itself.
 */
public final class VisibleJson extends CharacterEscapes {

  private static final long serialVersionUID = 1L;
  private static final int DELETE = 0x7f;

  private final int[] ascii;

  private VisibleJson() {
    ascii = standardAsciiEscapesForJSON();
    ascii[DELETE] = ESCAPE_STANDARD;
  }

  /** What writes such JSON; thread-safe. */
  public static JsonFactory factory() {
    return new JsonFactory().setCharacterEscapes(new VisibleJson());
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ascii.clone();
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int character) {
    return character > DELETE && VisibleText.isHidden(character)
        ? new SerializedString(VisibleText.unicode(character))
        : null;
  }
}
