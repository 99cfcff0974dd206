package org.bactrian.route.segment;

import org.apache.camel.Processor;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.metrics.PipelineMeter;
import org.bactrian.route.NamedObjects;
import org.bactrian.route.Outage;
import org.bactrian.route.Steps;
import org.bactrian.route.Workplace;

/** The steps of a case's walk, by the words that the route uses. */
public final class SegmentSteps {

    private final CaseModel model;
    private final Steps steps;
    private final SharedMemory memory;
    private final CaseTally tally;
    private final FindResult findResult;
    private final FetchCase fetchCase;
    private final StoreLabels storeLabels;

    /**
     * The steps of a worker.
     *
     * @param bucket the bucket of results
     * @param largestBytes the size of the largest file of a scan to accept
     * @param outage told when something that was away answers again
     */
    public SegmentSteps(CaseModel model, Workplace place, String bucket, long largestBytes, Outage outage) {
        this.model = model;
        steps = new Steps(
                (stage, elapsed) -> place.meters().time(PipelineMeter.STAGE_SECONDS, elapsed, "stage", stage),
                outage,
                place.clock());
        memory = new SharedMemory(place.inWork(), steps, place.meters());
        tally = new CaseTally(place.meters());
        ResultFolders folders = new ResultFolders(bucket, model.digest(), model.settings());
        NamedObjects inputs = new NamedObjects(place.store(), bucket);
        findResult = new FindResult(place.store(), inputs, folders, place.clock());
        fetchCase = new FetchCase(
                inputs, folders, place.root(), largestBytes, place.root().diskBytes());
        storeLabels = new StoreLabels(place.store(), model.digest(), findResult, place.clock());
    }

    Processor read() {
        return new ReadCase(tally);
    }

    Processor findResult() {
        return steps.step("find-result", Submitted.class, findResult);
    }

    Processor fetch() {
        return steps.step("fetch", Submitted.class, fetchCase);
    }

    Processor takePlace() {
        return memory.takePlace();
    }

    Processor preprocess() {
        return memory.step("preprocess", CaseWork.class, new Preprocess(model.preprocess()));
    }

    Processor segment() {
        return memory.step("segment", PreparedWork.class, new Segment(model.segment()));
    }

    Processor postprocess() {
        return memory.step(
                "postprocess", LabelWork.class, new Postprocess(model.postprocess(), model.labels(), model.review()));
    }

    Processor store() {
        return memory.step("store", ImageWork.class, storeLabels);
    }

    Processor announce() {
        return new Announce(tally);
    }

    Processor commit() {
        return steps.commit();
    }

    Processor writeDeadLetter() {
        return steps.writeDeadLetter();
    }

    Processor writeFailed() {
        return new WriteFailed(tally);
    }
}
