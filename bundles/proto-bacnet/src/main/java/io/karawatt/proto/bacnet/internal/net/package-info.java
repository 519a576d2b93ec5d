/** The network half of the BACnet/IP gateway: socket, links, router, transactions; knows nothing about objects. */
@NullMarked
package io.karawatt.proto.bacnet.internal.net;

import org.jspecify.annotations.NullMarked;
