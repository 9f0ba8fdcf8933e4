package io.signalbox.app.cli.output;

import io.signalbox.core.log.VisibleText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in aligned columns: a header, two spaces between columns, numbers to the right. A header
 * that begins with {@code >} makes its column right-aligned. A cell is one line, whatever is in it.
 */
public final class Table {

  private final List<String> headers = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private Table() {}

  public static Table of(String... headers) {
    Table table = new Table();
    for (String header : headers) {
      boolean toTheRight = header.startsWith(">");
      table.right.add(toTheRight);
      table.headers.add(VisibleText.line(toTheRight ? header.substring(1) : header));
    }
    return table;
  }

  /** Adds a row; null and blank cells show as a dash, an indent stays. */
  public Table row(@Nullable Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      String text = cell == null ? "" : VisibleText.line(cell.toString()).stripTrailing();
      row.add(text.isEmpty() ? "-" : text);
    }
    rows.add(row);
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The table, each line ended; {@code empty} instead of a table without rows. */
  public String render(String empty) {
    return rows.isEmpty() ? empty + "\n" : render();
  }

  /** The table, each line ended. */
  public String render() {
    int[] widths = new int[headers.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = width(headers.get(column));
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    StringBuilder text = new StringBuilder();
    line(text, headers, widths);
    rows.forEach(row -> line(text, row, widths));
    return text.toString();
  }

  private void line(StringBuilder text, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(widths[column] - width(cell));
      line.append(right.get(column) ? padding + cell : cell + padding).append("  ");
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
