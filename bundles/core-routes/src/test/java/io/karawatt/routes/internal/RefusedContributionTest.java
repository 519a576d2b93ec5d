package io.karawatt.routes.internal;

import static io.karawatt.routes.internal.Collecting.notice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.event.QueueState;
import io.karawatt.event.Topic;
import io.karawatt.routes.EventSources;
import io.karawatt.routes.RouteContribution;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a contribution does wrong: it is refused as a whole, and the one beside it goes on. */
@Timeout(30)
class RefusedContributionTest {

    private final Collecting good = new Collecting("good", Topic.SYSTEM);
    private CamelHost camel;
    private RouteBoard board;
    private int size;

    @BeforeEach
    void open() throws Exception {
        camel = new CamelHost();
        board = new RouteBoard(camel, 10, InstantSource.fixed(Collecting.NOON));
        board.add(good);
        size = camel.size();
    }

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void aSecondContributorOfTheSameIdIsRefusedAndGetsItsTurnWhenTheFirstGoes() throws Exception {
        Collecting second = new Collecting("good", Topic.SYSTEM);
        board.add(second);
        assertOnlyTheGoodOneRuns();
        assertTrue(second.empty());

        board.remove(good);
        board.publish(notice(2));

        assertEquals(notice(2), second.next());
        assertTrue(good.empty());
    }

    // Camel would silently replace the first route by the second.
    @Test
    void twoRoutesOfTheSameIdAreRefused() throws Exception {
        refuse("two routes have the id 'twin'", Set.of(Topic.BUS, Topic.ACCESS), (routes, sources) -> {
            routes.from(sources.of(Topic.BUS)).routeId("twin").log("bus");
            routes.from(sources.of(Topic.ACCESS)).routeId("twin").log("access");
        });
    }

    // Two consumers on one queue would share the events between them.
    @Test
    void aRouteOnTheQueueOfSomebodyElseIsRefused() throws Exception {
        refuse(
                "route '1' reads seda:good.system, which is none of its sources",
                Set.of(),
                (routes, sources) -> routes.from("seda:good.system").log("stolen"));
    }

    @Test
    void twoRoutesFromOneSourceAreRefused() throws Exception {
        refuse("each would get half of the events", Set.of(Topic.BUS), (routes, sources) -> {
            routes.from(sources.of(Topic.BUS)).log("one");
            routes.from(sources.of(Topic.BUS)).log("other");
        });
    }

    @Test
    void aTopicThatNoRouteReadsIsRefused() throws Exception {
        refuse(
                "no route reads the source of topic BUS",
                Set.of(Topic.BUS),
                (routes, sources) -> routes.from("direct:nothing").log("never"));
    }

    @Test
    void aTopicThatWasNotNamedIsRefused() throws Exception {
        refuse(
                "no source for topic BUS",
                Set.of(),
                (routes, sources) -> routes.from(sources.of(Topic.BUS)).log("not named"));
    }

    // A bundle whose import is gone throws an Error, not an Exception.
    @Test
    void anErrorWhileRoutesAreDescribedIsNobodyElsesTrouble() throws Exception {
        refuse("org/example/Gone", Set.of(Topic.BUS), (routes, sources) -> {
            throw new NoClassDefFoundError("org/example/Gone");
        });
    }

    @Test
    void aRouteThatCannotStartTakesItsSistersWithIt() throws Exception {
        refuse("nosuchcomponent", Set.of(Topic.BUS, Topic.ACCESS), (routes, sources) -> {
            routes.from(sources.of(Topic.BUS)).routeId("fine").log("fine");
            routes.from(sources.of(Topic.ACCESS)).routeId("broken").to("nosuchcomponent:x");
        });
    }

    @Test
    void anIdThatIsNoNameIsRefused() throws Exception {
        Optional<Throwable> refused = board.add(new Contribution("Not/an id", Set.of(), (routes, sources) -> {}));

        assertTrue(refused.isPresent());
        assertOnlyTheGoodOneRuns();
    }

    private void refuse(String reason, Set<Topic> topics, BiConsumer<RouteBuilder, EventSources> routes)
            throws Exception {
        Optional<Throwable> refused = board.add(new Contribution("bad", topics, routes));

        assertTrue(refused.orElseThrow().toString().contains(reason), refused.toString());
        assertOnlyTheGoodOneRuns();
    }

    private void assertOnlyTheGoodOneRuns() throws Exception {
        assertEquals(size, camel.size());
        assertEquals(
                List.of("good"),
                board.queues().stream().map(QueueState::contributor).toList());
        board.publish(notice(1));
        assertEquals(notice(1), good.next());
    }

    private record Contribution(String id, Set<Topic> topics, BiConsumer<RouteBuilder, EventSources> routing)
            implements RouteContribution {

        @Override
        public RouteBuilder routes(EventSources sources) {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    routing.accept(this, sources);
                }
            };
        }
    }
}
