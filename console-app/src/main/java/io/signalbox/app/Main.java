package io.signalbox.app;

/** The program's entry. Does not extend {@code Application}: the class path start needs that. */
public final class Main {

  private Main() {}

  /** Prints the version. */
  public static void main(final String[] args) {
    final var version = Main.class.getPackage().getImplementationVersion();
    System.out.println("signalbox " + (version == null ? "(not packaged)" : version));
  }
}
