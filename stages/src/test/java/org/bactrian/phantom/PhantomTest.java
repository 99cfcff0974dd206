package org.bactrian.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.bactrian.numeric.components.ConnectedComponents;
import org.bactrian.numeric.components.Connectivity;
import org.bactrian.volume.Geometry;
import org.bactrian.volume.Index3;
import org.bactrian.volume.Spacing;
import org.bactrian.volume.Vector3;
import org.junit.jupiter.api.Test;

class PhantomTest {

    private static final List<PhantomScan> SCANS = IntStream.range(0, 16)
            .mapToObj(index -> Phantom.generate(1, index, PhantomSize.SMALL))
            .toList();

    @Test
    void aKidneyLiesOnEitherSideWhateverTheOrientation() {
        for (PhantomScan scan : SCANS) {
            Region right = Region.of(scan, (x, label) -> label == Part.KIDNEY && x > 0);
            Region left = Region.of(scan, (x, label) -> label == Part.KIDNEY && x < 0);

            assertThat(right.center().x()).as(scan.id()).isBetween(40.0, 110.0);
            assertThat(left.center().x()).as(scan.id()).isBetween(-110.0, -40.0);
            assertThat(right.center().z()).as(scan.id()).isCloseTo(left.center().z(), within(110.0));
        }
    }

    @Test
    void kidneysHaveTheSizeOfKidneys() {
        for (PhantomScan scan : SCANS) {
            if (!isCut(scan)) {
                Region right = Region.of(scan, (x, label) -> label == Part.KIDNEY && x > 0);
                Region left = Region.of(scan, (x, label) -> label == Part.KIDNEY && x < 0);

                assertThat(right.millilitres()).as(scan.id()).isBetween(85.0, 250.0);
                assertThat(left.millilitres()).as(scan.id()).isBetween(85.0, 250.0);
            }
        }
    }

    @Test
    void tissuesHaveTheirHounsfieldUnits() {
        for (PhantomScan scan : SCANS) {
            Region kidney = Region.of(scan, (x, label) -> label == Part.KIDNEY);
            Region tumour = Region.of(scan, (x, label) -> label == Part.TUMOUR);
            Region all = Region.of(scan, (x, label) -> true);

            assertThat(kidney.meanHu()).as(scan.id()).isBetween(85.0, 215.0);
            assertThat(all.lowestHu()).as(scan.id()).isEqualTo(-1024);
            assertThat(all.highestHu()).as(scan.id()).isBetween(300.0, 3071.0);
            assertThat(all.isWhole()).as(scan.id()).isTrue();
            if (tumour.voxels() > 0) {
                assertThat(tumour.meanHu()).as(scan.id()).isBetween(15.0, 270.0);
            }
        }
    }

    @Test
    void airSurroundsThePatient() {
        for (PhantomScan scan : SCANS) {
            Index3 size = scan.image().geometry().size();

            assertThat(scan.image().at(0, 0, 0)).as(scan.id()).isLessThan(-980);
            assertThat(scan.image().at(size.x() - 1, size.y() - 1, size.z() - 1))
                    .as(scan.id())
                    .isLessThan(-980);
        }
    }

    @Test
    void boneLiesBehindTheKidneysAndTheLiverOnTheRight() {
        for (PhantomScan scan : SCANS) {
            Region kidneys = Region.of(scan, (x, label) -> label == Part.KIDNEY);
            double middle = kidneys.center().y();
            Region spine = Region.byHu(scan, (p, hu) -> hu > 250 && Math.abs(p.x()) < 40 && p.y() < middle);
            double front = middle + 10;
            Region right = Region.byHu(scan, (p, hu) -> hu > 40 && hu < 150 && p.x() > 50 && p.y() > front);
            Region left = Region.byHu(scan, (p, hu) -> hu > 40 && hu < 150 && p.x() < -50 && p.y() > front);

            assertThat(spine.millilitres()).as(scan.id()).isGreaterThan(15);
            assertThat(right.millilitres()).as(scan.id()).isGreaterThan(left.millilitres());
        }
    }

    @Test
    void mostPatientsHaveATumourOfAtLeastAMillilitre() {
        List<Double> tumours = SCANS.stream()
                .map(scan -> Region.of(scan, (x, label) -> label == Part.TUMOUR).millilitres())
                .toList();

        assertThat(tumours).filteredOn(ml -> ml > 0).hasSizeBetween(11, 16).allMatch(ml -> ml > 1 && ml < 250);
    }

    @Test
    void everyTumourTouchesAKidney() {
        for (PhantomScan scan : SCANS) {
            ConnectedComponents islands =
                    ConnectedComponents.of(scan.truth(), label -> label > 0, Connectivity.TWENTY_SIX);
            boolean[] holdsKidney = new boolean[islands.count()];
            islands.forEachRun((island, from, to) -> {
                for (int at = from; at < to; at++) {
                    holdsKidney[island] |= scan.truth().at(at) == Part.KIDNEY;
                }
            });

            assertThat(holdsKidney).as(scan.id()).doesNotContain(false);
        }
    }

    @Test
    void scansDifferInOrientationAndSliceThickness() {
        List<Geometry> grids =
                SCANS.stream().map(scan -> scan.image().geometry()).toList();

        assertThat(grids.stream().map(Geometry::direction).distinct()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(grids).anyMatch(grid -> thickest(grid) == 5).anyMatch(grid -> thickest(grid) <= 3.3);
    }

    @Test
    void aKidneyCanBeScannedAlone() {
        PhantomScan kidney = Phantom.kidney(4, 0, new Spacing(3, 3, 3), 20);
        Region found = Region.of(kidney, (x, label) -> label > 0);
        Index3 size = kidney.image().geometry().size();

        assertThat(found.center().x()).isBetween(40.0, 110.0);
        assertThat(kidney.truth().at(size.x() / 2, size.y() / 2, size.z() / 2)).isPositive();
        assertThat(size.product()).isLessThan(150_000);
        assertThat(found.millilitres()).isGreaterThan(85);
    }

    @Test
    void theSameSeedAndIndexGiveTheSameVoxels() {
        PhantomScan again = Phantom.generate(1, 3, PhantomSize.SMALL);
        PhantomScan otherSeed = Phantom.generate(2, 3, PhantomSize.SMALL);

        assertThat(again.image().geometry()).isEqualTo(SCANS.get(3).image().geometry());
        assertThat(again.image().voxels()).isEqualTo(SCANS.get(3).image().voxels());
        assertThat(again.truth().bytes()).isEqualTo(SCANS.get(3).truth().bytes());
        assertThat(otherSeed.image().voxels()).isNotEqualTo(again.image().voxels());
    }

    /** Fails when a machine or a JDK draws other numbers, and when somebody changes the anatomy: then pin it anew. */
    @Test
    void aScanIsTheSameOnEveryMachine() {
        assertThat(checksum(SCANS.get(0))).isEqualTo(750295084L);
    }

    @Test
    void eitherSizeShowsTheSamePatient() {
        PhantomScan small = SCANS.get(5);
        PhantomScan real = Phantom.generate(1, 5, PhantomSize.REAL);

        double coarse = Region.of(small, (x, label) -> label > 0).millilitres();
        double fine = Region.of(real, (x, label) -> label > 0).millilitres();

        assertThat(real.image().geometry().size().product()).isGreaterThan(10_000_000);
        assertThat(fine).isCloseTo(coarse, within(0.04 * coarse));
    }

    @Test
    void aNegativeIndexIsRefused() {
        assertThatThrownBy(() -> Phantom.generate(1, -1, PhantomSize.SMALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 or more, got -1");
    }

    private static double thickest(Geometry grid) {
        return Math.max(
                grid.spacing().x(), Math.max(grid.spacing().y(), grid.spacing().z()));
    }

    private static boolean isCut(PhantomScan scan) {
        Index3 size = scan.truth().geometry().size();
        for (int z = 0; z < size.z(); z++) {
            for (int y = 0; y < size.y(); y++) {
                for (int x = 0; x < size.x(); x++) {
                    boolean border = x % (size.x() - 1) == 0 || y % (size.y() - 1) == 0 || z % (size.z() - 1) == 0;
                    if (border && scan.truth().at(x, y, z) != 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static long checksum(PhantomScan scan) {
        ByteBuffer bytes = ByteBuffer.allocate(5 * scan.truth().length());
        for (float hu : scan.image().voxels()) {
            bytes.putFloat(hu);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes.put(scan.truth().bytes()).array());
        return crc.getValue();
    }

    /** The voxels that a rule picks, summed up. */
    private record Region(
            long voxels,
            double millilitres,
            Vector3 center,
            double meanHu,
            double lowestHu,
            double highestHu,
            boolean isWhole) {

        interface ByLabel {
            boolean has(double x, int label);
        }

        interface ByHu {
            boolean has(Vector3 position, double hu);
        }

        static Region of(PhantomScan scan, ByLabel rule) {
            return sum(
                    scan, (at, position) -> rule.has(position.x(), scan.truth().at(at)));
        }

        static Region byHu(PhantomScan scan, ByHu rule) {
            return sum(scan, (at, position) -> rule.has(position, scan.image().voxels()[at]));
        }

        private interface Rule {
            boolean has(int at, Vector3 position);
        }

        private static Region sum(PhantomScan scan, Rule rule) {
            Geometry grid = scan.image().geometry();
            Vector3 toMiddle = new Vector3(0, 0, 0);
            long count = 0;
            double hu = 0;
            double lowest = Double.MAX_VALUE;
            double highest = -Double.MAX_VALUE;
            boolean whole = true;
            for (int at = 0; at < scan.truth().length(); at++) {
                Index3 voxel = grid.size().voxelAt(at);
                Vector3 position = grid.position(voxel.x(), voxel.y(), voxel.z());
                if (rule.has(at, position)) {
                    double value = scan.image().voxels()[at];
                    count++;
                    toMiddle = toMiddle.plus(1, position);
                    hu += value;
                    lowest = Math.min(lowest, value);
                    highest = Math.max(highest, value);
                    whole &= value == Math.rint(value);
                }
            }
            double millilitres = count * grid.spacing().voxelVolumeMm3() / 1000;
            return new Region(count, millilitres, toMiddle.times(1.0 / count), hu / count, lowest, highest, whole);
        }
    }
}
