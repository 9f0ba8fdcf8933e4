package io.signalbox.app.ui.control;

import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/**
 * Machines of a request as parts of a bar: running, under way, failed, and the rest still missing.
 */
public final class MachineBar extends HBox {

  public MachineBar(MachineRequest request, double width) {
    List<Machine> machines = request.machines();
    int all = Math.max(1, Math.max(request.requested(), machines.size()));
    boolean returning = request.kind() == RequestKind.RETURN;
    long good =
        returning
            ? machines.stream().filter(each -> each.state().isGone()).count()
            : count(machines, MachineState.RUNNING);
    long failed = returning ? 0 : count(machines, MachineState.FAILED);
    long under =
        machines.stream()
            .filter(each ->
                each.state() == MachineState.PENDING
                    || each.state() == MachineState.LAUNCHING
                    || each.state() == MachineState.SHUTTING_DOWN)
            .count();
    setMinWidth(width);
    setMaxWidth(width);
    setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    part("ok", width * good / all);
    part("accent", width * under / all);
    part("bad", width * failed / all);
    part("", width * (all - good - under - failed) / all);
    setAccessibleText(
        good
            + " of "
            + request.requested()
            + (returning ? " machines returned" : " machines running"));
  }

  private static long count(List<Machine> machines, MachineState state) {
    return machines.stream().filter(each -> each.state() == state).count();
  }

  private void part(String tone, double width) {
    if (width >= 1) {
      Region part = new Region();
      part.getStyleClass().add("machine");
      if (!tone.isEmpty()) {
        part.getStyleClass().add(tone);
      }
      part.setMinWidth(width);
      part.setMaxWidth(width);
      getChildren().add(part);
    }
  }
}
