package io.signalbox.app.ui.tracks.layout;

/**
 * How wide texts come out in the program's own font, so that the diagram can be laid out, and
 * checked, without a screen. Semi-bold counts as bold: never too narrow. Stateless.
 */
final class TextWidths {

  private static final int FIRST = 32;
  private static final double OTHER = 955;
  private static final double THIN_SPACE = 182;

  /** Advances of the characters 32 to 126, in thousandths of the size. */
  private static final int[] REGULAR = {
    281, 278, 403, 631, 638, 813, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357, 648, 648, 648,
    648, 648, 648, 648, 648, 648, 648, 276, 280, 659, 659, 659, 507, 936, 676, 651, 727, 719, 598,
    587, 743, 740, 264, 543, 652, 563, 889, 753, 761, 635, 761, 639, 638, 642, 741, 676, 949, 642,
    665, 625, 362, 357, 362, 469, 452, 497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544,
    237, 869, 585, 597, 609, 609, 372, 523, 364, 581, 557, 813, 540, 557, 541, 362, 327, 362, 659
  };

  private static final int[] BOLD = {
    232, 325, 392, 650, 655, 859, 674, 209, 409, 409, 565, 680, 303, 469, 298, 390, 682, 682, 682,
    682, 682, 682, 682, 682, 682, 682, 298, 303, 680, 680, 680, 563, 1031, 748, 661, 752, 727, 613,
    585, 761, 746, 281, 570, 690, 567, 915, 735, 782, 648, 783, 656, 655, 668, 729, 748, 1036, 714,
    724, 667, 409, 390, 409, 488, 477, 497, 580, 635, 587, 635, 598, 386, 633, 624, 272, 272, 582,
    272, 912, 622, 614, 632, 632, 409, 562, 388, 622, 586, 850, 574, 586, 572, 409, 374, 409, 680
  };

  private TextWidths() {}

  static double of(String text, double size, boolean bold) {
    double sum = 0;
    int[] widths = bold ? BOLD : REGULAR;
    for (int i = 0; i < text.length(); i++) {
      int at = text.charAt(i) - FIRST;
      sum +=
          at >= 0 && at < widths.length
              ? widths[at]
              : text.charAt(i) == '\u2009' ? THIN_SPACE : OTHER;
    }
    return sum * size / 1_000;
  }

  /** The text, or as much of its two ends as there is room for; empty where there is none. */
  static String fit(String text, double size, boolean bold, double room) {
    if (of(text, size, bold) <= room) {
      return text;
    }
    for (int max = text.length() - 1; max > 2; max--) {
      int tail = (max - 1) / 2;
      String cut =
          text.substring(0, max - 1 - tail).stripTrailing()
              + "…"
              + text.substring(text.length() - tail).stripLeading();
      if (of(cut, size, bold) <= room) {
        return cut;
      }
    }
    return "";
  }

  /** The text, or as much of its beginning as there is room for; for sentences. */
  static String fitHead(String text, double size, boolean bold, double room) {
    if (of(text, size, bold) <= room) {
      return text;
    }
    for (int max = text.length() - 1; max > 2; max--) {
      String cut = text.substring(0, max).stripTrailing() + "…";
      if (of(cut, size, bold) <= room) {
        return cut;
      }
    }
    return "";
  }
}
