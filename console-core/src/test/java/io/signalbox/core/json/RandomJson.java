package io.signalbox.core.json;

import java.util.Random;

/** Makes JSON texts of every kind, and texts that nearly are. Used by one thread. */
public final class RandomJson {

  private static final String[] BLANKS = {"", "", "", " ", "\n", "\r\n", "\r", "\t", " \n  "};
  private static final String[] TEXTS = {
    "",
    "a",
    "key",
    "\\n",
    "\\u00e9",
    "\\ud83d\\ude00",
    "\\ud83d",
    "é",
    "漢字",
    "😀",
    "\\\\",
    "\\/\\\"",
    "#",
    "\uFFFD",
    "\u007f",
    "x y"
  };
  private static final String[] SCALARS = {
    "0",
    "-0",
    "7",
    "-12",
    "1234567890123456789",
    "123456789012345678",
    "99999999999999999999",
    "0.5",
    "-0.0",
    "1e3",
    "1E-2",
    "1.5e+300",
    "1e999",
    "1e99999999999",
    "true",
    "false",
    "null"
  };
  private static final String ODD = "{}[]\",:\\ \n\r\t01-.eE+tfnul#/'\u0000\u0001\uFFFDé";

  private final Random random;

  public RandomJson(long seed) {
    this.random = new Random(seed);
  }

  /** A JSON value; keys may stand twice. */
  public String value() {
    StringBuilder text = new StringBuilder();
    value(text, 0);
    return text.append(blanks()).toString();
  }

  /** The same after a few slips of a key. */
  public String broken() {
    StringBuilder text = new StringBuilder(value());
    for (int slips = random.nextInt(3); slips >= 0; slips--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at).append(text.isEmpty() ? "1" : "");
        case 1 -> text.insert(at, ODD.charAt(random.nextInt(ODD.length())));
        default -> text.setCharAt(at, ODD.charAt(random.nextInt(ODD.length())));
      }
    }
    return text.toString();
  }

  private void value(StringBuilder text, int depth) {
    text.append(blanks());
    switch (depth > 4 ? 0 : random.nextInt(5)) {
      case 1, 2 -> {
        text.append('{');
        for (int i = random.nextInt(4); i > 0; i--) {
          text.append(blanks()).append(quoted()).append(blanks()).append(':');
          value(text, depth + 1);
          text.append(blanks()).append(i > 1 ? "," : "");
        }
        text.append(blanks()).append('}');
      }
      case 3 -> {
        text.append('[');
        for (int i = random.nextInt(4); i > 0; i--) {
          value(text, depth + 1);
          text.append(blanks()).append(i > 1 ? "," : "");
        }
        text.append(blanks()).append(']');
      }
      case 4 -> text.append(quoted());
      default -> text.append(one(SCALARS));
    }
  }

  private String quoted() {
    StringBuilder text = new StringBuilder("\"");
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(one(TEXTS));
    }
    return text.append('"').toString();
  }

  private String blanks() {
    return one(BLANKS);
  }

  private String one(String[] choice) {
    return choice[random.nextInt(choice.length)];
  }
}
