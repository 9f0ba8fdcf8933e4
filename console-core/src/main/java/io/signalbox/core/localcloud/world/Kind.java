package io.signalbox.core.localcloud.world;

/**
 * A kind of thing that is kept.
 *
 * @param name as the ledger has it
 * @param type what one is
 */
public record Kind<T>(String name, Class<T> type) {

  /** Machines, by their id. */
  public static final Kind<Machine> MACHINE = new Kind<>("machine", Machine.class);

  /** Launches, by their client token. */
  public static final Kind<Launch> LAUNCH = new Kind<>("launch", Launch.class);

  /** Tags, by the id of what has them. */
  public static final Kind<Tags> TAGS = new Kind<>("tags", Tags.class);
}
