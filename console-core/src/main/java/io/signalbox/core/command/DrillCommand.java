package io.signalbox.core.command;

import io.signalbox.core.drill.DrillView;

/** Rehearsals: they touch simulated stand-ins only, never a configured provider. */
public sealed interface DrillCommand extends Command<DrillView> {

  @Override
  default String reason() {
    return "";
  }

  /**
   * Plays a scenario. INVALID_INPUT for one that is not known, INVALID_STATE while another runs.
   *
   * @param speed played seconds in one of the clock's, 1 to 1,000; 0 for no waiting
   */
  record StartDrill(String scenario, double speed) implements DrillCommand {
    @Override
    public String subject() {
      return scenario;
    }
  }

  /** Ends a drill; its report says so. */
  record StopDrill(String id) implements DrillCommand {
    @Override
    public String subject() {
      return id;
    }
  }
}
