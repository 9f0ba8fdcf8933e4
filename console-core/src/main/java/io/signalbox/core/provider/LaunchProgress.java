package io.signalbox.core.provider;

import java.util.List;

/**
 * How far a launch is that a provider has accepted before all its machines had names. What is
 * neither named nor given up is still to come.
 *
 * @param givenUp machines of those asked for that will not come, at least 0, those included that
 *     the answer to the create gave up; never fewer than said before
 * @param shortfalls why they will not, or why those that are to come have not yet, one by cause;
 *     empty where nothing is known to be in the way
 * @param elsewhere whether the same provider may give what was given up if it is asked again for
 *     the same request, in another region for one: then it is asked before any other is
 */
public record LaunchProgress(int givenUp, List<ProviderFailure> shortfalls, boolean elsewhere) {

  public LaunchProgress {
    if (givenUp < 0) {
      throw new IllegalArgumentException("givenUp must be at least 0, not " + givenUp);
    }
    shortfalls = List.copyOf(shortfalls);
  }

  /** Of a provider that has nothing more to give for the request. */
  public LaunchProgress(int givenUp, List<ProviderFailure> shortfalls) {
    this(givenUp, shortfalls, false);
  }
}
