package io.signalbox.core.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What it costs to accept a request, alone and among others. */
final class AcceptTable {

  private AcceptTable() {}

  static void write(Path folder) throws IOException, InterruptedException {
    List<Double> micros = Forked.lines(AcceptRun.class).stream().map(Double::valueOf).toList();
    double bare = micros.getFirst();
    Benchmarks.table(
        folder,
        "accept",
        """
        # Accepting a request

        A submission until all its rows are on disk and its create is sent: request, key, audit entry, attempt with its
        decision and what it launches, two rows of the timeline, lease. And until it is answered, with the create's result
        and its two machines stored by a second commit. Beside one bare insert and commit of SQLite; both in WAL mode with
        `synchronous=FULL`. Of 50 submissions at once, the time of all of them divided by 50: they share commits. Medians
        of 40 interleaved rounds.
        """,
        List.of("", "bare insert and commit, us", "submission, us", "ratio", "limit"),
        List.of(
            row("alone, accepted", bare, micros.get(1), "3.0x"),
            row("alone, answered", bare, micros.get(2), ""),
            row("50 at once, accepted", bare, micros.get(3), "1.0x"),
            row("50 at once, answered", bare, micros.get(4), "")));
  }

  private static List<String> row(String what, double bare, double measured, String limit) {
    return List.of(
        what, Forked.number(bare), Forked.number(measured), Forked.ratio(measured, bare), limit);
  }
}
