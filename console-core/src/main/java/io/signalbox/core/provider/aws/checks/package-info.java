/** What can be found out without launching: templates, images, health, permissions. */
@NullMarked
package io.signalbox.core.provider.aws.checks;

import org.jspecify.annotations.NullMarked;
