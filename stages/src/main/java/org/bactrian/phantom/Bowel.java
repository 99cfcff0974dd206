package org.bactrian.phantom;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.volume.Vector3;

/** Colon and small bowel: walls around fluid, faeces, gas or swallowed contrast. */
final class Bowel {

    private final Physique physique;
    private final Lattice lattice;
    private final Chance chance;
    private final double s;
    private final Shape cavity;
    private final double contrast;

    Bowel(Physique physique, Lattice lattice, Chance chance) {
        this.physique = physique;
        this.lattice = lattice;
        this.chance = chance;
        s = physique.scale();
        cavity = physique.cavity().grown(-2);
        contrast = chance.happens(0.4) ? chance.between(150, 350) : chance.between(5, 30);
    }

    /** Small bowel first: the colon frames it. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        smallBowel(parts);
        colon(parts);
        return parts;
    }

    private void smallBowel(List<Part> parts) {
        int loops = chance.whole(34, 48);
        double back = physique.spineY() + 50 * s;
        double front = physique.cavity().front() - 13;
        for (int i = 0; i < loops; i++) {
            Vector3 from =
                    new Vector3(chance.between(-86, 80) * s, chance.between(back, front), chance.between(-190, 25));
            Vector3 to = from.plus(chance.between(-45, 45), new Vector3(1, 0, 0))
                    .plus(chance.between(-12, 12), new Vector3(0, 1, 0))
                    .plus(chance.between(-22, 22), new Vector3(0, 0, 1));
            double radius = chance.between(9, 14);
            Tissue content = Tissue.grained(chance.happens(0.6) ? contrast : 25, lattice.grain(chance, 6), 14);
            Tissue filled = chance.happens(0.25) ? content.withGasAbove(from.y() + chance.between(-2, 8)) : content;
            Shape loop = new Tube(from, to, radius)
                    .uneven(lattice.grain(chance, 12), 2)
                    .within(cavity);
            parts.add(Part.of(loop, filled.under(2.6, chance.between(70, 110))));
        }
    }

    private void colon(List<Part> parts) {
        double width = physique.cavity().halfWidth();
        double y = physique.spineY() + 38 * s;
        Vector3 hepatic = new Vector3(width - 34, y + 10, chance.between(-30, 5));
        Vector3 splenic = new Vector3(-width + 28, y + 4, chance.between(25, 55));
        double frontY = physique.cavity().front() - chance.between(26, 36);
        Vector3 middle = new Vector3(chance.between(-15, 15), frontY, chance.between(-30, 10));
        segment(parts, new Vector3(width - 32, y, -220), hepatic, chance.between(17, 23));
        segment(parts, hepatic, middle, chance.between(14, 18));
        segment(parts, middle, splenic, chance.between(13, 17));
        segment(parts, splenic, new Vector3(-width + 25, y - 4, -220), chance.between(12, 16));
    }

    private void segment(List<Part> parts, Vector3 from, Vector3 to, double radius) {
        Grain lumps = lattice.grain(chance, 7);
        double faeces = chance.between(20, 90);
        Tissue content =
                (x, y, z, depth) -> faeces + 35 * lumps.at(x, y, z) - 700 * Tissue.step(0.5, 0.75, lumps.at(z, x, y));
        double middleY = 0.5 * (from.y() + to.y());
        Tissue filled = chance.happens(0.6) ? content.withGasAbove(middleY + chance.between(-4, 12)) : content;
        Shape haustra = new Tube(from, to, radius)
                .uneven(lattice.grain(chance, 17), 4.5)
                .within(cavity);
        parts.add(Part.of(haustra, filled.under(2.6, 60)));
    }
}
