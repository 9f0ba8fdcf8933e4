/** What was always there: images, networks, machine types, places, prices. */
@NullMarked
package io.signalbox.core.localcloud.ec2.catalogue;

import org.jspecify.annotations.NullMarked;
