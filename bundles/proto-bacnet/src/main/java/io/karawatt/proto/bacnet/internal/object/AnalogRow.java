package io.karawatt.proto.bacnet.internal.object;

/**
 * One row of the manuals' table of Analog Inputs.
 *
 * @param index MM of the instance LLMM, 0..99.
 * @param quantity key of the quantity.
 * @param name first part of the Object_Name.
 * @param description plain words.
 * @param units BACnetEngineeringUnits.
 * @param covIncrement COV_Increment in the unit.
 * @param resetItem what the reset properties set back, as profiles name it; empty when nothing can be.
 * @param needs capability without which a device does not measure it; empty for none.
 * @param properties its properties, by the capability flags of the quantity.
 */
public record AnalogRow(
        int index,
        String quantity,
        String name,
        String description,
        int units,
        float covIncrement,
        String resetItem,
        String needs,
        PropertySet properties) {}
