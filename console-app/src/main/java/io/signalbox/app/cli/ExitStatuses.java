package io.signalbox.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What the exit status of a run says: the same in every help and in the reference. */
final class ExitStatuses {

  private ExitStatuses() {}

  /** Exit status to its meaning, as of every command. */
  static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("0", "Answered, done, or so already.");
    all.put("1", "The store, standard output, or something unexpected.");
    all.put("2", "What was typed, a file, or something this edition has not.");
    all.put("3", "A provider, template, request or machine that is not there.");
    all.put("4", "Not allowed now: the state, a lock, or the last way out.");
    all.put("5", "No provider could, one that was asked for is unhealthy, or it is not known.");
    return all;
  }

  /** Puts them at the end of the help of a command and of all below it. */
  static void tellIn(CommandLine line) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.exitCodeListHeading("%nExit status:%n");
    usage.exitCodeList(all());
    line.getSubcommands().values().forEach(ExitStatuses::tellIn);
  }
}
