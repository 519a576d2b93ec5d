package io.karawatt.proto.bacnet.internal.object;

/**
 * What a Device object says in words.
 *
 * @param name Object_Name.
 * @param model Model_Name.
 * @param firmware Firmware_Revision; empty when it is not known.
 * @param software Application_Software_Version.
 * @param location Location.
 * @param description Description.
 * @param serial Serial_Number; empty when it is not known.
 * @param build Version_Build_Date.
 */
public record DeviceTexts(
        String name,
        String model,
        String firmware,
        String software,
        String location,
        String description,
        String serial,
        String build) {}
