package io.signalbox.app.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as packaged. */
public final class ProgramVersion implements IVersionProvider {

  /** The version without the program's name. */
  public static String text() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"signalbox " + text()};
  }
}
