package io.signalbox.core.command;

/**
 * Something to change. A record; its type parameter is what it answers with.
 *
 * @param <R> the answer
 */
public sealed interface Command<R>
    permits ProviderCommand,
        RoutingCommand,
        RequestCommand,
        TemplateCommand,
        ConfigCommand,
        AlertCommand,
        DrillCommand,
        ReadinessCommand,
        Undo {

  /** What it is done to, for the audit: a provider, template, request or setting. */
  String subject();

  /** Why, as the operator says; empty if not asked. */
  default String reason() {
    return "";
  }
}
