/** The operations of SSM. */
@NullMarked
package io.signalbox.core.localcloud.ssm;

import org.jspecify.annotations.NullMarked;
