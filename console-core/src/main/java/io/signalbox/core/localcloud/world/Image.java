package io.signalbox.core.localcloud.world;

/**
 * A machine image.
 *
 * @param id for example {@code ami-00000000000000101}
 * @param name what it is called
 * @param architecture {@code x86_64} or {@code arm64}
 * @param state {@code available} or {@code pending}
 * @param snapshot of its root volume, of 8 GiB at {@code /dev/xvda}
 */
public record Image(String id, String name, String architecture, String state, String snapshot) {

  /** The device of the root volume. */
  public static final String ROOT = "/dev/xvda";

  /** GiB of the root volume. */
  public static final int ROOT_GIB = 8;
}
