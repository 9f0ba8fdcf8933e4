package io.signalbox.app.bench;

/** Does nothing: what the Java machine alone costs. */
public final class EmptyProgram {

  private EmptyProgram() {}

  public static void main(String[] args) {}
}
