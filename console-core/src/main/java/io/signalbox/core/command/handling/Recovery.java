package io.signalbox.core.command.handling;

/**
 * Looks at providers that are out and may be back. A window or host checks them by itself; where
 * only commands run, as a scheduler's, nobody else would, and who is out would be out for ever.
 */
public interface Recovery {

  /** Of a process that others check for, or that checks by itself. */
  Recovery NONE =
      new Recovery() {
        @Override
        public void lookAtOld() {}

        @Override
        public boolean bringsBack() {
          return false;
        }
      };

  /** Checks those that nobody has looked at for long, once each; before a provider is chosen. */
  void lookAtOld();

  /**
   * Checks them once each however old their state is, for nobody was healthy.
   *
   * @return whether one takes work again
   */
  boolean bringsBack();
}
