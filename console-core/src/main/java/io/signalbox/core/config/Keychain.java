package io.signalbox.core.config;

/**
 * Where {@code keychain:NAME} in a configuration is read. Found through {@link
 * java.util.ServiceLoader} when the first such reference is read, and never before; the core has
 * none of its own. Must be thread-safe.
 */
public interface Keychain {

  /**
   * Reads an entry; may block.
   *
   * @param service {@code signalbox}
   * @param account the NAME of the reference
   * @throws IllegalStateException saying why it cannot be had, never what it is
   */
  String read(String service, String account);
}
