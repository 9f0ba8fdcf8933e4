package io.signalbox.core.provider.aws.launch;

/**
 * What becomes of one template field in a launch.
 *
 * @param field its canonical name
 * @param use whether and how it is used
 * @param parameter of the API, as its reference names it; empty where none is set
 * @param note what else there is to know; may be empty
 */
public record FieldUse(String field, Use use, String parameter, String note) {

  /** Who makes something of a field. */
  public enum Use {
    /** It is sent. */
    SENT,
    /** It decides which calls are made, and in which order. */
    STEPS,
    /** The console makes something of it, AWS nothing. */
    CONSOLE,
    /** The API has nothing like it: validation warns where a template sets it. */
    NOT_TAKEN
  }
}
