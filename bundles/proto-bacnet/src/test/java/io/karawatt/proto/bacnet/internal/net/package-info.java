@NullMarked
package io.karawatt.proto.bacnet.internal.net;

import org.jspecify.annotations.NullMarked;
