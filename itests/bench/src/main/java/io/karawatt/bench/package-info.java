/** The figures of the gateway, each printed beside its limit or a peer in the same run. */
@NullMarked
package io.karawatt.bench;

import org.jspecify.annotations.NullMarked;
