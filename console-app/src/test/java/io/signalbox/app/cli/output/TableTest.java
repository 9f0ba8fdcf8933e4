package io.signalbox.app.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TableTest {

  @Test
  void whatATerminalObeysIsNotWrittenToIt() {
    String table =
        Table.of("MACHINE", "STATUS").row("i-1\u001b[31m\n\r\u0000\u009b2J", "running").render();
    assertThat(table.lines())
        .containsExactly(
            "MACHINE                          STATUS",
            "i-1\\u001b[31m\\n\\r\\u0000\\u009b2J  running");
  }
}
