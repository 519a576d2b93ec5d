/** The services that read and write objects: parsed where the request lies, answered into the buffer of the reply. */
@NullMarked
package io.karawatt.proto.bacnet.internal.service;

import org.jspecify.annotations.NullMarked;
