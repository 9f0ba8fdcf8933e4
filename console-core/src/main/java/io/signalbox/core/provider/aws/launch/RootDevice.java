package io.signalbox.core.provider.aws.launch;

/**
 * The image of a launch whose root volume is told apart from the image's own.
 *
 * @param image its id; empty where it was not looked up
 * @param device the name of its root device; empty where it was not looked up
 */
public record RootDevice(String image, String device) {

  /** Nothing had to be looked up. */
  public static final RootDevice NONE = new RootDevice("", "");
}
