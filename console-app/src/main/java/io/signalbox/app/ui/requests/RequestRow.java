package io.signalbox.app.ui.requests;

import io.signalbox.core.request.MachineRequest;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * One row of the table; the same object for as long as its request is listed. On the screen's
 * thread only.
 */
final class RequestRow {

  private final ReadOnlyObjectWrapper<MachineRequest> request;

  RequestRow(MachineRequest request) {
    this.request = new ReadOnlyObjectWrapper<>(request);
  }

  String id() {
    return request.get().requestId();
  }

  MachineRequest request() {
    return request.get();
  }

  ReadOnlyObjectProperty<MachineRequest> requestProperty() {
    return request.getReadOnlyProperty();
  }

  void update(MachineRequest newest) {
    request.set(newest);
  }
}
