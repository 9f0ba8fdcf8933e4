package io.signalbox.app.ui.switching;

import io.signalbox.core.command.Command;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.Undo;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command line that does what the form is about to do. Stateless. */
final class CommandLines {

  private CommandLines() {}

  /** One line for each, in this order. */
  static String of(List<Command<?>> commands, boolean force) {
    return commands.stream()
        .map(each -> "signalbox " + of(each) + (force ? " --force" : ""))
        .collect(Collectors.joining("\n"));
  }

  private static String of(Command<?> command) {
    return switch (command) {
      case ProviderCommand.Drain it ->
          "providers drain " + quoted(it.provider()) + until(it.until()) + because(it.reason());
      case ProviderCommand.Maintain it ->
          "providers maintenance "
              + quoted(it.provider())
              + until(it.until())
              + because(it.reason());
      case ProviderCommand.Resume it ->
          "providers resume " + quoted(it.provider()) + because(it.reason());
      case ProviderCommand.Disable it ->
          "providers disable " + quoted(it.provider()) + because(it.reason());
      case ProviderCommand.Enable it ->
          "providers enable " + quoted(it.provider()) + because(it.reason());
      case RoutingCommand.Activate it ->
          "routing activate "
              + quoted(it.provider())
              + at(it.at())
              + until(it.until())
              + because(it.reason());
      case RoutingCommand.ReturnToAutomatic it ->
          "routing auto" + at(it.at()) + because(it.reason());
      case RoutingCommand.ForceCircuit it ->
          "routing circuit "
              + quoted(it.name())
              + " "
              + it.force().name().toLowerCase(Locale.ROOT)
              + until(it.until())
              + because(it.reason());
      case Undo it -> "ops undo " + it.act() + because(it.reason());
      default -> throw new IllegalArgumentException("No switch is thrown by " + command);
    };
  }

  private static String at(@Nullable String strategy) {
    return strategy == null ? "" : " --at " + quoted(strategy);
  }

  private static String until(@Nullable Instant end) {
    return end == null ? "" : " --until " + end;
  }

  private static String because(String reason) {
    return reason.isEmpty() ? "" : " --reason " + quoted(reason);
  }

  /** As a shell takes it for one word. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9._:/-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
