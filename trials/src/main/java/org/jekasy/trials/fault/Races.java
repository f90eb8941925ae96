package org.jekasy.trials.fault;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jekasy.language.LotId;

/** Two nodes divide, group, correct, void and destroy the same lots at the same time; not one gram appears, vanishes or is used twice. */
final class Races implements Trial {
    // 404: a lot that another voided meanwhile is there for nobody any more
    private static final Set<Integer> REFUSED = Set.of(403, 404, 409, 422);

    private static final int GRAPHS_AT_ONCE = 8;
    private static final long HARVEST = 1_000_000;

    @Override
    public String name() {
        return "grams";
    }

    @Override
    public String promise() {
        return "grams are conserved, whatever races";
    }

    @Override
    public String fault() {
        return "two nodes work on the same lots at once, with corrections and voids";
    }

    @Override
    public String withoutWhat() {
        return "conditions checked before the append lock, and no key that tells the loser";
    }

    @Override
    public int quick() {
        return 2_000;
    }

    @Override
    public int many() {
        return 200_000;
    }

    @Override
    public Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception {
        Tally all = new Tally();
        // a journal of its own for each few thousand: the whole is added up again at the end
        for (int left = trials; left > 0; left -= 5_000) {
            stage.end();
            graphs(stage.journal(2), stage.cooperative(chance), Math.min(left, 5_000), chance, all);
            voice.says("%d of %d graphs: %d lost".formatted(all.tried(), trials, all.losses()));
        }
        return all;
    }

    @Override
    public Tally control(Stage stage, Random chance, Voice voice) throws Exception {
        Tally tally = new Tally();
        Whole whole = stage.journal(2);
        SentAgain.dropUniqueIndexes(whole.rig());
        graphs(whole, stage.cooperative(chance), 100, chance, tally);
        return tally;
    }

    private static void graphs(Whole whole, Cooperative cooperative, int trials, Random chance, Tally tally)
            throws Exception {
        AtomicInteger recorded = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<Graph> graphs = new ArrayList<>();
        try (Doors doors = new Doors(Duration.ofSeconds(30));
                ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Semaphore room = new Semaphore(GRAPHS_AT_ONCE);
            List<Future<?>> running = new ArrayList<>();
            for (int n = 0; n < trials; n++) {
                Graph graph = new Graph(cooperative, new Random(chance.nextLong()), doors, whole.nodes(), workers);
                graphs.add(graph);
                room.acquire();
                running.add(workers.submit(() -> {
                    try {
                        graph.grow(recorded, refused);
                    } finally {
                        room.release();
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        Map<LotId, String> wrong = Grams.wrongLots(whole.rig());
        for (Graph graph : graphs) {
            List<String> lost = new ArrayList<>(graph.unexpected);
            graph.lots.stream().filter(wrong::containsKey).map(wrong::get).forEach(lost::add);
            // where nothing was refused and nothing recorded, nothing raced
            if (graph.done.get() < 3) {
                tally.tooQuiet();
            } else {
                tally.counted(lost);
            }
        }
        tally.note("%,d commands recorded, %,d refused".formatted(recorded.get(), refused.get()));
    }

    /** A few harvests, and several people who do too much with them at the same time. */
    private static final class Graph {
        private final Cooperative cooperative;
        private final Random chance;
        private final Doors doors;
        private final URI[] nodes;
        private final ExecutorService workers;
        private final Set<LotId> lots = Collections.synchronizedSet(new HashSet<>());
        private final List<LotId> known = Collections.synchronizedList(new ArrayList<>());
        private final List<Cooperative.Command> before = Collections.synchronizedList(new ArrayList<>());
        private final List<String> unexpected = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger done = new AtomicInteger();

        Graph(Cooperative cooperative, Random chance, Doors doors, URI[] nodes, ExecutorService workers) {
            this.cooperative = cooperative;
            this.chance = chance;
            this.doors = doors;
            this.nodes = nodes;
            this.workers = workers;
        }

        void grow(AtomicInteger recorded, AtomicInteger refused) throws Exception {
            List<Step> harvests = new ArrayList<>();
            for (int n = 0; n < 2; n++) {
                LotId lot = newLot();
                harvests.add(new Step(cooperative.harvest(lot, HARVEST), List.of(lot)));
            }
            together(harvests, recorded, refused);
            for (int wave = 0; wave < 2; wave++) {
                List<Step> steps = new ArrayList<>();
                for (int n = 0; n < 4; n++) {
                    steps.add(step());
                }
                together(steps, recorded, refused);
            }
        }

        private record Step(Cooperative.Command command, List<LotId> makes) {}

        private void together(List<Step> steps, AtomicInteger recorded, AtomicInteger refused) throws Exception {
            List<Future<?>> under = new ArrayList<>();
            for (int n = 0; n < steps.size(); n++) {
                Step step = steps.get(n);
                // neighbours meet on different nodes
                URI node = nodes[n % nodes.length];
                under.add(workers.submit(() -> {
                    send(node, step, recorded, refused);
                    return null;
                }));
            }
            for (Future<?> each : under) {
                each.get();
            }
        }

        private void send(URI node, Step step, AtomicInteger recorded, AtomicInteger refused)
                throws IOException, InterruptedException {
            Doors.Answer answer = persist(node, step, "1");
            if (answer.status() == 202) {
                // what changes the past waits for a second person, who agrees at once
                answer = persist(node, step("/approvals", "\"approval\":\"%s\"".formatted(answer.eventId())), "2");
            }
            if (answer.recorded()) {
                recorded.incrementAndGet();
                done.incrementAndGet();
                before.add(step.command());
                known.addAll(step.makes());
            } else if (REFUSED.contains(answer.status()) || answer.later()) {
                refused.incrementAndGet();
            } else {
                unexpected.add(step.command().path() + " was answered " + answer.status() + ": " + answer.body());
            }
        }

        private Doors.Answer persist(URI node, Step step, String person) throws IOException, InterruptedException {
            Doors.Answer answer = doors.send(node, step.command(), person);
            for (int again = 0; answer.later() && again < 20; again++) {
                answer = doors.send(node, step.command(), person);
            }
            return answer;
        }

        private LotId newLot() {
            LotId lot = cooperative.newLot();
            lots.add(lot);
            return lot;
        }

        // more than half of the lot each time, so that any two of them can not both be true
        private Step step() {
            LotId lot = known.isEmpty() ? newLot() : known.get(chance.nextInt(known.size()));
            long much = HARVEST / 2 + 1 + chance.nextInt((int) (HARVEST / 2));
            return switch (chance.nextInt(10)) {
                case 0, 1, 2 -> {
                    LotId one = newLot();
                    LotId two = newLot();
                    long first = much / 3;
                    yield step("/splits", """
                            "input":"%s","place":"PC-KAD-01","outputs":[{"lot":"%s","weightG":%d},{"lot":"%s","weightG":%d}]""".formatted(lot, one, first, two, much - first), one, two);
                }
                case 3, 4, 5 -> {
                    LotId output = newLot();
                    LotId other = known.isEmpty() ? lot : known.get(chance.nextInt(known.size()));
                    String second =
                            other.equals(lot) ? "" : ",{\"lot\":\"%s\",\"weightG\":%d}".formatted(other, much / 4);
                    yield step("/groupings", """
                            "output":"%s","place":"PC-KAD-01","inputs":[{"lot":"%s","weightG":%d}%s]""".formatted(output, lot, much, second), output);
                }
                case 6 -> step("/disposals", """
                        "lot":"%s","weightG":%d,"method":"enfouissement","reason":"pourriture\"""".formatted(lot, much));
                case 7, 8 -> step("/voids", """
                        "target":"%s","reason":"DUPLICATE\"""".formatted(earlier()));
                default -> {
                    Cooperative.Command target = before.isEmpty() ? null : before.get(chance.nextInt(before.size()));
                    yield target == null || !target.path().equals("/harvests")
                            ? step("/voids", "\"target\":\"%s\",\"reason\":\"DUPLICATE\"".formatted(earlier()))
                            : step("/corrections", """
                                    "target":"%s","reason":"WRONG_WEIGHT","corrected":{"command":"RecordHarvest",%s}""".formatted(
                                            target.eventId(), target.what().replace("" + HARVEST, "" + much)));
                }
            };
        }

        private UUID earlier() {
            return before.isEmpty()
                    ? cooperative.newEvent()
                    : before.get(chance.nextInt(before.size())).eventId();
        }

        private Step step(String path, String what, LotId... makes) {
            return new Step(
                    Cooperative.command(path, cooperative.newEvent(), "2026-05-11T12:00:00Z", what), List.of(makes));
        }
    }
}
