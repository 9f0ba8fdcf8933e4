/** Which files a folder has, and how one key of them is changed and saved. */
@NullMarked
package io.signalbox.core.config.saving;

import org.jspecify.annotations.NullMarked;
