/** The configuration files: checked and shown. */
@NullMarked
package io.signalbox.app.cli.config;

import org.jspecify.annotations.NullMarked;
