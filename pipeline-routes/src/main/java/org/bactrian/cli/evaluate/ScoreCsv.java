package org.bactrian.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.evaluate.CaseMeasures;
import org.bactrian.evaluate.KitsClass;
import org.bactrian.evaluate.KitsScore;
import org.bactrian.evaluate.LabelScheme;
import org.bactrian.evaluate.LabelScore;
import org.bactrian.evaluate.Structure;
import org.bactrian.evaluate.SurfaceScore;

/** Scores as a CSV table: a row for each case and structure; a cell is empty where there is no number. */
final class ScoreCsv {

    private static final String HEAD =
            "case,structure,dice,iou,tp,fp,fn,tn,n_pred,n_ref,surface_dice,tolerance_mm,hd95_mm";

    /** The cells of a row that counts voxels. */
    private static final int CELLS = HEAD.split(",", -1).length;

    private final List<String> lines = new ArrayList<>(List.of(HEAD));

    private ScoreCsv() {}

    static String text(List<CaseMeasures> measures, LabelScheme scheme) {
        ScoreCsv csv = new ScoreCsv();
        for (CaseMeasures one : measures) {
            String caseId = one.pair().caseId();
            Map<Structure, LabelScore> scores = one.score(scheme).structures();
            scores.forEach((structure, score) -> csv.add(
                    caseId,
                    scheme.name(structure),
                    score,
                    Optional.ofNullable(one.surfaces().get(structure))));
            one.kits().ifPresent(kits -> csv.add(caseId, kits));
        }
        return String.join("\n", csv.lines) + "\n";
    }

    private void add(String caseId, String structure, LabelScore score, Optional<SurfaceScore> surface) {
        add(
                caseId,
                structure,
                score.dice(),
                score.iou(),
                (double) score.truePositives(),
                (double) score.falsePositives(),
                (double) score.falseNegatives(),
                (double) score.trueNegatives(),
                (double) score.predicted(),
                (double) score.reference(),
                surface.map(SurfaceScore::surfaceDice).orElse(Double.NaN),
                surface.map(SurfaceScore::toleranceMm).orElse(Double.NaN),
                surface.map(SurfaceScore::hausdorff95Mm).orElse(Double.NaN));
    }

    private void add(String caseId, KitsScore kits) {
        add(caseId, "KiTS19 kidney", kits.kidneyDice());
        add(caseId, "KiTS19 tumour", kits.tumourDice());
        add(caseId, "KiTS19 composite", kits.composite());
        for (KitsClass kitsClass : KitsClass.values()) {
            KitsScore.ClassScore score = kits.of(kitsClass);
            double none = Double.NaN;
            add(
                    caseId,
                    "KiTS23 " + kitsClass.label(),
                    score.dice(),
                    none,
                    none,
                    none,
                    none,
                    none,
                    none,
                    none,
                    score.surfaceDice(),
                    kitsClass.toleranceMm());
        }
    }

    private void add(String caseId, String structure, double... numbers) {
        List<String> cells = new ArrayList<>(List.of(quoted(caseId), quoted(structure)));
        for (double number : numbers) {
            cells.add(cell(number));
        }
        while (cells.size() < CELLS) {
            cells.add("");
        }
        lines.add(String.join(",", cells));
    }

    private static String cell(double number) {
        if (Double.isNaN(number)) {
            return "";
        }
        return number == Math.rint(number) && Math.abs(number) < Long.MAX_VALUE
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
