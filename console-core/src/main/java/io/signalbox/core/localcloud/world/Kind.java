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

  /** What client tokens were used for, by operation and token. */
  public static final Kind<Used> USED = new Kind<>("used", Used.class);

  /** Launch templates, by their id. */
  public static final Kind<LaunchTemplate> TEMPLATE = new Kind<>("template", LaunchTemplate.class);

  /** Fleets and groups, by their id. */
  public static final Kind<Group> GROUP = new Kind<>("group", Group.class);

  /** Tags, by the id of what has them. */
  public static final Kind<Tags> TAGS = new Kind<>("tags", Tags.class);
}
