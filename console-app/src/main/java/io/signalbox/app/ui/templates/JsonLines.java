package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.templates.code.JsonTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.text.Text;

/** A line of JSON with its number and its parts in colour. User data is not shown. Stateless. */
final class JsonLines {

  private static final Pattern USER_DATA =
      Pattern.compile(
          "(\"(?:user_?[dD]ata|UserData|machine_bootstrap)\"\\s*:\\s*\")((?:[^\"\\\\]|\\\\.)*)(\")");

  /** In characters; a line may be a whole file. */
  private static final int LONGEST = 500;

  private JsonLines() {}

  /**
   * @param number from 1
   */
  static List<Node> line(int number, String raw) {
    String hidden = USER_DATA.matcher(raw).replaceAll("$1(hidden)$3");
    String content = hidden.length() > LONGEST ? hidden.substring(0, LONGEST) + "…" : hidden;
    List<Node> parts = new ArrayList<>();
    parts.add(text(String.format("%5d  ", number), "json-line"));
    for (JsonTokens.Token token : JsonTokens.of(content)) {
      parts.add(text(content.substring(token.from(), token.to()), token.kind().styleClass()));
    }
    return parts;
  }

  private static Text text(String content, String styleClass) {
    Text text = new Text(content);
    text.getStyleClass().addAll("mono", styleClass);
    return text;
  }
}
