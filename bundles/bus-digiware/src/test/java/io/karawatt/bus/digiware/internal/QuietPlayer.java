package io.karawatt.bus.digiware.internal;

import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import java.util.ArrayList;
import java.util.List;

/** Plays a line on which nobody answers. */
final class QuietPlayer implements SerialLinks {

    private final List<String> opened = new ArrayList<>();

    synchronized List<String> opened() {
        return List.copyOf(opened);
    }

    @Override
    public boolean knows(String port) {
        return port.startsWith("sim:");
    }

    @Override
    public synchronized SerialLink open(SerialSettings settings) {
        opened.add(settings.toString());
        return new SerialLink() {
            @Override
            public long write(byte[] bytes, int offset, int length) {
                return timeline().nanos();
            }

            @Override
            public int read(byte[] buffer, int offset, int length, long deadline) throws InterruptedException {
                timeline().sleepUntil(deadline);
                return 0;
            }

            @Override
            public int discard() {
                return 0;
            }

            @Override
            public Timeline timeline() {
                return Timeline.SYSTEM;
            }

            @Override
            public void close() {}
        };
    }
}
