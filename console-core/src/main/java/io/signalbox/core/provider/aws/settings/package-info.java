/** The settings of a provider of type aws; knows nothing of AWS's SDK. */
@NullMarked
package io.signalbox.core.provider.aws.settings;

import org.jspecify.annotations.NullMarked;
