package io.signalbox.app.ui.activity;

import io.signalbox.core.activity.ActivityKind;
import javafx.scene.shape.SVGPath;

/** What kind of entry it is, as a 16 px single-path icon. */
enum ActivityIcon {
  ACT(
      "M11.013 1.427a1.75 1.75 0 0 1 2.474 0l1.086 1.086a1.75 1.75 0 0 1 0 2.474l-8.61"
          + " 8.61c-.21.21-.47.364-.756.445l-3.251.93a.75.75 0 0"
          + " 1-.927-.928l.929-3.25c.081-.286.235-.547.445-.758l8.61-8.61Zm.176 4.823L9.75"
          + " 4.81l-6.286 6.287a.253.253 0 0 0-.064.108l-.558 1.953 1.953-.558a.253.253 0 0 0"
          + " .108-.064Zm1.238-3.763a.25.25 0 0 0-.354 0L10.811 3.75l1.439 1.44"
          + " 1.263-1.263a.25.25 0 0 0 0-.354Z"),
  OPERATION(
      "M5.22 14.78a.75.75 0 0 0 1.06-1.06L4.56 12h8.69a.75.75 0 0 0 0-1.5H4.56l1.72-1.72a.75.75 0"
          + " 0 0-1.06-1.06l-3 3a.75.75 0 0 0 0 1.06l3 3Zm5.56-6.5a.75.75 0 1"
          + " 1-1.06-1.06l1.72-1.72H2.75a.75.75 0 0 1 0-1.5h8.69L9.72 2.28a.75.75 0 0 1"
          + " 1.06-1.06l3 3a.75.75 0 0 1 0 1.06l-3 3Z"),
  AUTOMATIC(
      "M7.25.75a.75.75 0 0 1 1.5 0v1.31a6 6 0 0 1 2.4 1l.93-.93a.75.75 0 1 1 1.06 1.06l-.93.93a6 6"
          + " 0 0 1 1 2.4h1.31a.75.75 0 0 1 0 1.5h-1.31a6 6 0 0 1-1 2.4l.93.93a.75.75 0 1 1-1.06"
          + " 1.06l-.93-.93a6 6 0 0 1-2.4 1v1.31a.75.75 0 0 1-1.5 0v-1.31a6 6 0 0"
          + " 1-2.4-1l-.93.93a.75.75 0 0 1-1.06-1.06l.93-.93a6 6 0 0 1-1-2.4H.75a.75.75 0 0 1"
          + " 0-1.5h1.31a6 6 0 0 1 1-2.4l-.93-.93a.75.75 0 0 1 1.06-1.06l.93.93a6 6 0 0 1"
          + " 2.4-1ZM8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Zm0 2.75a1.75 1.75 0 1 1 0 3.5 1.75"
          + " 1.75 0 0 1 0-3.5Z");

  private final String path;

  ActivityIcon(String path) {
    this.path = path;
  }

  static SVGPath of(ActivityKind kind) {
    return valueOf(kind.name()).node();
  }

  SVGPath node() {
    SVGPath icon = new SVGPath();
    icon.setContent(path);
    icon.getStyleClass().addAll("icon", this == ACT ? "accent-icon" : "plain-icon");
    return icon;
  }
}
