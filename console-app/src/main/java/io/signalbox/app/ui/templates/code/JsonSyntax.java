package io.signalbox.app.ui.templates.code;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jfx.incubator.scene.control.richtext.SyntaxDecorator;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;
import jfx.incubator.scene.control.richtext.model.RichParagraph;
import jfx.incubator.scene.control.richtext.model.StyleAttributeMap;

/**
 * Colours JSON line by line, with a wave under what is odd, near the lines in sight: with each key
 * the area makes nodes anew for a hundred lines on either side of them, which nobody sees. On the
 * screen's thread only.
 */
final class JsonSyntax implements SyntaxDecorator {

  /** In characters; a longer line is left without colours: it may be a whole file. */
  private static final int LONGEST = 2_000;

  /** In lines: so that those that come into sight one by one have their colours before. */
  private static final int SOON = 8;

  private final Map<JsonTokens.Kind, StyleAttributeMap> look = new EnumMap<>(JsonTokens.Kind.class);
  private final List<Mark> marks;
  private final LineNumbers.Sight sight;

  /**
   * @param sight beyond a page from these lines none is coloured
   */
  JsonSyntax(SyntaxLook look, List<Mark> marks, LineNumbers.Sight sight) {
    for (JsonTokens.Kind kind : JsonTokens.Kind.values()) {
      this.look.put(kind, look.of(kind));
    }
    this.marks = List.copyOf(marks);
    this.sight = sight;
  }

  /** Whether that line is one of the last that are coloured, or none of them. */
  boolean endsAt(int line) {
    return !sight.isNear(line, sight.page() - SOON);
  }

  @Override
  public RichParagraph createRichParagraph(CodeTextModel model, int index) {
    String line = model.getPlainText(index);
    RichParagraph.Builder paragraph = RichParagraph.builder();
    if (line.length() > LONGEST || !sight.isNear(index, sight.page())) {
      return paragraph.addSegment(line, look.get(JsonTokens.Kind.PLAIN)).build();
    }
    // A blank has no colour: it goes with what follows, for each part of a line is a node.
    int from = 0;
    for (JsonTokens.Token token : JsonTokens.of(line)) {
      if (token.to() == line.length() || !line.substring(from, token.to()).isBlank()) {
        paragraph.addSegment(line.substring(from, token.to()), look.get(token.kind()));
        from = token.to();
      }
    }
    for (Mark mark : marks) {
      int end = mark.line() == index ? JsonTokens.endOf(line, mark.column()) : 0;
      if (end > mark.column()) {
        paragraph.addWavyUnderline(
            mark.column(), end - mark.column(), mark.bad() ? "wave-bad" : "wave-warn");
      }
    }
    return paragraph.build();
  }

  /** Nothing to keep up to date: each line is coloured by itself. */
  @Override
  public void handleChange(
      CodeTextModel model, TextPos start, TextPos end, int before, int lines, int after) {}
}
