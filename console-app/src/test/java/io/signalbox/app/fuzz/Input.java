package io.signalbox.app.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What is given to a target.
 *
 * @param name of the seed it was made from; its ending says what it is written in
 */
record Input(String name, byte[] bytes) {

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A file's name for it that no other input has. */
  String fileName() {
    int hash = Arrays.hashCode(bytes);
    return HexFormat.of().toHexDigits(hash) + "-" + name;
  }
}
