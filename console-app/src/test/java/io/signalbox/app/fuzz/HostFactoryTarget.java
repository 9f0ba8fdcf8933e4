package io.signalbox.app.fuzz;

import io.signalbox.app.cli.hostfactory.WireDocuments;

/** A document of a scheduler. */
record HostFactoryTarget() implements Target {

  @Override
  public String name() {
    return "hostfactory";
  }

  @Override
  public int share() {
    return 30;
  }

  @Override
  public boolean takes(Input input) {
    return WireDocuments.takes(input.bytes());
  }
}
