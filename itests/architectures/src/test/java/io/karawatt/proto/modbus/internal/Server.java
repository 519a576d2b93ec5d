package io.karawatt.proto.modbus.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.gateway.Endpoint;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.live.LiveValues;
import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.profile.Profiles;
import io.karawatt.topology.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.util.converter.Converters;

/** The Modbus faces of one gateway, with the settings that an operator would write. */
public final class Server implements AutoCloseable {

    private static final long OPEN_SECONDS = 10;

    private final CompletableFuture<Endpoint> door = new CompletableFuture<>();
    private final GatewayServices services;
    private final ServerLoop tcp;
    private final Thread thread;
    private final RtuSlave rtu;

    /** What the faces answer from. */
    public record Sources(
            Topology topology,
            GatewayIdentity identity,
            LiveValues live,
            Profiles profiles,
            List<? extends BusLine> lines) {}

    /**
     * Opens a Modbus TCP server on a free port of the loopback interface, and makes a slave for serial lines.
     *
     * @param sources what they answer from.
     * @param freshness oldest content of the process image that is still an answer.
     * @throws IOException when the port can't be opened.
     */
    public Server(Sources sources, Duration freshness) throws IOException {
        services = new GatewayServices(sources.topology(), sources.identity());
        services.setLive(sources.live());
        services.setProfiles(sources.profiles());
        sources.lines().forEach(line -> services.addLine(line, Map.of(BusLine.LINE, line.name())));
        Map<String, Object> settings =
                Map.of("enabled", true, "bind", "127.0.0.1", "port", 0, "freshness.ms", freshness.toMillis());
        tcp = new ServerLoop(
                Settings.of(Converters.standardConverter().convert(settings).to(ModbusTcpConfig.class)),
                services,
                door::complete);
        thread = new Thread(tcp, "gateway-modbus-tcp");
        rtu = new RtuSlave(
                SlaveSettings.of(Converters.standardConverter()
                        .convert(Map.of("enabled", true, "port", "wire", "freshness.ms", freshness.toMillis()))
                        .to(SerialSlaveConfig.class)),
                services);
        thread.start();
    }

    /**
     * Waits until the door is open.
     *
     * @return the port.
     * @throws IOException when it does not open.
     */
    public int port() throws IOException {
        try {
            String address = door.get(OPEN_SECONDS, TimeUnit.SECONDS).address();
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server opened", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the server did not open", e);
        }
    }

    /**
     * Answers as slave on a serial line, from what is known now.
     *
     * @param unit unit id of the request.
     * @param request what is asked.
     * @return the answer; busy when a bus must be asked first; empty for a unit not served here.
     */
    public Optional<Response> onSerialLine(int unit, ParsedRequest request) {
        return rtu.answer(unit, request);
    }

    @Override
    public void close() {
        tcp.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
