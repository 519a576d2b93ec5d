package io.karawatt.discovery.internal;

import io.karawatt.discovery.ScanReport.Entry;
import java.util.List;

/**
 * What is to be done after a scan.
 *
 * @param changes of known devices, also of those of which nothing changed; made all at once.
 * @param newcomers to be added.
 * @param notes of what nothing is done about.
 */
record MergePlan(List<Change> changes, List<Newcomer> newcomers, List<Entry> notes) {}
