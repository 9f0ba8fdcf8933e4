package io.signalbox.app.ui.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** Numbered lines of JSON with their parts in colour. User data is not shown. Stateless. */
final class JsonLines {

  private static final int MAX_LINES = 2_000;
  private static final Pattern PART =
      Pattern.compile(
          "(?<key>\"(?:[^\"\\\\]|\\\\.)*\"(?=\\s*:))|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")"
              + "|(?<number>-?\\b\\d[\\d.eE+-]*\\b|\\btrue\\b|\\bfalse\\b|\\bnull\\b)");
  private static final Pattern USER_DATA =
      Pattern.compile(
          "(\"(?:user_?[dD]ata|UserData|machine_bootstrap)\"\\s*:\\s*\")((?:[^\"\\\\]|\\\\.)*)(\")");

  private JsonLines() {}

  static List<Node> of(List<String> lines) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < Math.min(lines.size(), MAX_LINES); i++) {
      nodes.add(line(i + 1, lines.get(i)));
    }
    if (lines.size() > MAX_LINES) {
      nodes.add(
          new TextFlow(
              text((lines.size() - MAX_LINES) + " more lines; Edit shows all", "json-line")));
    }
    return nodes;
  }

  private static Node line(int number, String raw) {
    String content = USER_DATA.matcher(raw).replaceAll("$1(hidden)$3");
    TextFlow flow = new TextFlow(text(String.format("%4d  ", number), "json-line"));
    flow.getStyleClass().add("code-line");
    Matcher matcher = PART.matcher(content);
    int from = 0;
    while (matcher.find()) {
      flow.getChildren().add(text(content.substring(from, matcher.start()), "json-plain"));
      String kind =
          matcher.group("key") != null
              ? "json-key"
              : matcher.group("text") != null ? "json-text" : "json-number";
      flow.getChildren().add(text(matcher.group(), kind));
      from = matcher.end();
    }
    flow.getChildren().add(text(content.substring(from), "json-plain"));
    return flow;
  }

  private static Text text(String content, String styleClass) {
    Text text = new Text(content);
    text.getStyleClass().addAll("mono", styleClass);
    return text;
  }
}
