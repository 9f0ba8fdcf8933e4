package io.signalbox.app.ui.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.text.Text;

/** A line of JSON with its number and its parts in colour. User data is not shown. Stateless. */
final class JsonLines {

  private static final Pattern PART =
      Pattern.compile(
          "(?<key>\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*:))|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")"
              + "|(?<number>-?\\b\\d[\\d.eE+-]*\\b|\\btrue\\b|\\bfalse\\b|\\bnull\\b)");
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
    Matcher matcher = PART.matcher(content);
    int from = 0;
    while (matcher.find()) {
      parts.add(text(content.substring(from, matcher.start()), "json-plain"));
      String kind =
          matcher.group("key") != null
              ? "json-key"
              : matcher.group("text") != null ? "json-text" : "json-number";
      parts.add(text(matcher.group(), kind));
      from = matcher.end();
    }
    parts.add(text(content.substring(from), "json-plain"));
    return parts;
  }

  private static Text text(String content, String styleClass) {
    Text text = new Text(content);
    text.getStyleClass().addAll("mono", styleClass);
    return text;
  }
}
