package io.karawatt.profile.read.internal;

import io.karawatt.profile.RegisterSpec;

/**
 * A register row as read, before it is joined with a device.
 *
 * @param spec the row.
 * @param alias whether it may share words with other rows.
 * @param group group of its quantity; empty when it is none of the catalogue.
 */
record TableRow(RegisterSpec spec, boolean alias, String group) {}
