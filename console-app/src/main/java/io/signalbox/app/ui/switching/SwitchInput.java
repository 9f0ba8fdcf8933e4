package io.signalbox.app.ui.switching;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What an operator types and chooses in the form. On the screen's thread only. */
final class SwitchInput {

  private final StringProperty reason = new SimpleStringProperty("");
  private final StringProperty typed = new SimpleStringProperty("");
  private final BooleanProperty force = new SimpleBooleanProperty();
  private final ObjectProperty<HoldTime> hold = new SimpleObjectProperty<>(HoldTime.HOURS_2);

  /**
   * @param changed is told of every change but that of the time, which is always one
   */
  SwitchInput(Runnable changed) {
    reason.addListener((property, old, text) -> changed.run());
    typed.addListener((property, old, text) -> changed.run());
    force.addListener((property, old, on) -> changed.run());
  }

  /** Begins anew, with a reason that is offered. */
  void begin(String offered) {
    forgetConsent();
    hold.set(HoldTime.HOURS_2);
    reason.set(offered);
  }

  /** What was agreed to was another act. */
  void forgetConsent() {
    typed.set("");
    force.set(false);
  }

  StringProperty reason() {
    return reason;
  }

  /** The typed name. */
  StringProperty typed() {
    return typed;
  }

  /** Whether it is to be done even so. */
  BooleanProperty force() {
    return force;
  }

  ObjectProperty<HoldTime> hold() {
    return hold;
  }
}
