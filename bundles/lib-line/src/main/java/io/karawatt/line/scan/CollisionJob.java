package io.karawatt.line.scan;

/** Tests one address for a collision and keeps what came of it. */
final class CollisionJob implements Job {

    private final ScanState scan;
    private final CollisionTest test;

    CollisionJob(ScanState scan, int unit) {
        this.scan = scan;
        this.test = new CollisionTest(unit, scan.neighbour(unit));
    }

    @Override
    public boolean step() throws InterruptedException {
        if (!test.step(scan.setup().port(), scan.setup().window())) {
            return false;
        }
        if (test.impossible()) {
            return true;
        }
        Sighting where = scan.see(test.unit());
        switch (test.verdict()) {
            case COLLISION -> scan.conflict(where, true, test.evidence());
            case NOISE -> where.note("the line is disturbed: " + test.evidence());
            case CLEAN -> scan.conflict(where, false, "");
            case SILENT -> {
                scan.conflict(where, false, "");
                scan.forget(test.unit());
            }
        }
        return true;
    }
}
