package io.signalbox.app.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.Keychain;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The program brings the keychain that the core comes without; none is opened here. */
final class DesktopKeychainTest {

  @Test
  void coreFindsTheDesktopsKeychain() {
    assertThat(ServiceLoader.load(Keychain.class))
        .singleElement()
        .isInstanceOf(DesktopKeychain.class);
  }
}
