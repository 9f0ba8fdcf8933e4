package io.signalbox.app.ui.templates.code;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.model.StyleAttributeMap;
import jfx.incubator.scene.control.richtext.skin.CodeAreaSkin;
import jfx.incubator.scene.control.richtext.skin.RichTextAreaSkin;

/**
 * The colour of each kind of token, as the style sheets have it now: read from one text of each
 * kind that nobody sees. The area would look up the style of every token of every line by a text of
 * its own, with each key. On the screen's thread only.
 */
final class SyntaxLook {

  private final Map<JsonTokens.Kind, Text> samples = new EnumMap<>(JsonTokens.Kind.class);

  /**
   * @param changed is run when a colour is another
   */
  SyntaxLook(Runnable changed) {
    for (JsonTokens.Kind kind : JsonTokens.Kind.values()) {
      Text sample = new Text();
      sample.getStyleClass().add(kind.styleClass());
      sample.setManaged(false);
      sample.setVisible(false);
      sample.fillProperty().addListener((property, old, now) -> changed.run());
      samples.put(kind, sample);
    }
  }

  /**
   * An area that has the samples, so that the style sheets reach them.
   *
   * @param edited is run when the area, too, has heard of an edit
   */
  CodeArea area(Runnable edited) {
    return new CodeArea() {
      @Override
      protected RichTextAreaSkin createDefaultSkin() {
        RichTextAreaSkin skin =
            new CodeAreaSkin(this) {
              @Override
              public void install() {
                super.install();
                getModel()
                    .addListener(change -> {
                      if (change.isEdit()) {
                        edited.run();
                      }
                    });
              }
            };
        getChildren().addAll(samples.values());
        return skin;
      }
    };
  }

  StyleAttributeMap of(JsonTokens.Kind kind) {
    return Optional.ofNullable(samples.get(kind))
        .map(Text::getFill)
        .filter(Color.class::isInstance)
        .map(fill -> StyleAttributeMap.builder().setTextColor((Color) fill).build())
        .orElse(StyleAttributeMap.EMPTY);
  }
}
