package io.signalbox.core.config;

/** Key paths of one provider's settings: {@code providers.NAME.weight}. */
public final class ProviderKeys {

  private ProviderKeys() {}

  public static boolean belongsTo(String key, String provider) {
    return key.startsWith(prefix(provider));
  }

  public static String within(String key, String provider) {
    return key.substring(prefix(provider).length());
  }

  private static String prefix(String provider) {
    return "providers." + provider + ".";
  }
}
