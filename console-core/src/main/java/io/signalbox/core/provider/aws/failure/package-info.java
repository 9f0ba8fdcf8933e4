/** What AWS's errors mean, in one table. */
@NullMarked
package io.signalbox.core.provider.aws.failure;

import org.jspecify.annotations.NullMarked;
