package io.karawatt.topology;

import io.karawatt.model.PointSchema;
import io.karawatt.profile.DeviceProfile;

/**
 * A device together with what its profile says it can tell.
 *
 * @param device the device as the operator knows it.
 * @param profile its profile.
 * @param schema its points, numbered; the same object until profile or loads change.
 */
public record InstalledDevice(Device device, DeviceProfile profile, PointSchema schema) {}
