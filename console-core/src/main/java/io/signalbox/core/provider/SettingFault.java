package io.signalbox.core.provider;

/**
 * What is wrong among the settings of a provider that are each right by themselves: two that belong
 * together, one that has no effect without another, a text of another form.
 *
 * @param setting the declared name of the one that is to be changed
 * @param text what is wrong with it, to be read behind its name, with what to do; values of the
 *     configuration are not in it, for any may be a secret
 */
public record SettingFault(String setting, String text) {

  /** The whole, for where no place is told. */
  public String sentence() {
    return setting + " " + text;
  }
}
