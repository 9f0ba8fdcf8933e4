package io.signalbox.core.provider.aws.launch;

import java.nio.file.Path;

/**
 * What a provider notes on disk: each kind has a folder of its own below the provider's, one file
 * for each thing, and one journal's ways with them. All of it is as little as can be: ids, counts
 * and hashes, never what is sent.
 */
public enum NoteKind {

  /** A launch of several calls: how far it is. Goes two days after its last change. */
  LAUNCH(""),

  /** A fleet or group: where and what it is. Goes two days after it went. */
  FLEET("fleets"),

  /** A launch that may go through several regions: how far it is. Goes as a launch does. */
  WALK("walks"),

  /** Where it was launched, as whom: endpoint, region, account. Goes after none of it is left. */
  PLACE("places"),

  /** Of earlier builds: a region that was launched in. Goes when it is noted as a place. */
  REGION("regions"),

  /** Of earlier builds: as whom was launched. Goes when it is noted as a place. */
  OWNER("owners"),

  /** When a region was last swept. Stays. */
  SWEEP("sweeps"),

  /**
   * Which launch template launches of one content share now. Goes two days after its last change.
   */
  TEMPLATE("templates");

  private final String folder;

  NoteKind(String folder) {
    this.folder = folder;
  }

  /**
   * Where they are.
   *
   * @param provider the provider's folder
   */
  public Path in(Path provider) {
    return provider.resolve(folder);
  }
}
