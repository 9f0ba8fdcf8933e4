package io.signalbox.app.keychain;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import io.signalbox.core.config.Keychain;

/** The keychain of the desktop that the program runs on; a server has none. */
public final class DesktopKeychain implements Keychain {

  @Override
  public String read(String service, String account) {
    // Opened for each entry: it may ask a desktop service, which may be gone the next time.
    try (Keyring keychain = Keyring.create()) {
      return keychain.getPassword(service, account);
    } catch (BackendNotSupportedException | LinkageError e) {
      throw new IllegalStateException("there is no keychain to open here", e);
    } catch (Exception e) {
      // The library closes with a plain Exception; what it says may quote the entry, so it is not
      // repeated.
      throw new IllegalStateException("the keychain has no readable '" + account + "'", e);
    }
  }
}
