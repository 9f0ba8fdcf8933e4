package io.signalbox.app.ui.templates.code;

import java.util.List;
import jfx.incubator.scene.control.richtext.SyntaxDecorator;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;
import jfx.incubator.scene.control.richtext.model.RichParagraph;

/** Colours JSON line by line, with a wave under what is odd. On the screen's thread only. */
final class JsonSyntax implements SyntaxDecorator {

  /** In characters; a longer line is left without colours: it may be a whole file. */
  private static final int LONGEST = 2_000;

  private static final String FONT = "mono";

  private final List<Mark> marks;

  JsonSyntax(List<Mark> marks) {
    this.marks = List.copyOf(marks);
  }

  @Override
  public RichParagraph createRichParagraph(CodeTextModel model, int index) {
    String line = model.getPlainText(index);
    RichParagraph.Builder paragraph = RichParagraph.builder();
    if (line.length() > LONGEST) {
      return paragraph.addWithStyleNames(line, FONT, JsonTokens.Kind.PLAIN.styleClass()).build();
    }
    for (JsonTokens.Token token : JsonTokens.of(line)) {
      paragraph.addWithStyleNames(
          line.substring(token.from(), token.to()), FONT, token.kind().styleClass());
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
