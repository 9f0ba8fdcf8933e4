package io.signalbox.core.query.answering;

/** Key paths of one provider's settings: {@code providers.NAME.weight}. */
final class ProviderKeys {

  private ProviderKeys() {}

  static boolean belongsTo(String key, String provider) {
    return key.startsWith(prefix(provider));
  }

  static String within(String key, String provider) {
    return key.substring(prefix(provider).length());
  }

  private static String prefix(String provider) {
    return "providers." + provider + ".";
  }
}
