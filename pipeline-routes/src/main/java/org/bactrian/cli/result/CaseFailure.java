package org.bactrian.cli.result;

import org.bactrian.volume.BadCaseException;

/**
 * Why a case has no result.
 *
 * @param stage where it failed
 * @param reason file, field, value and what was expected
 */
public record CaseFailure(String stage, String reason) {

    public static CaseFailure of(BadCaseException refused) {
        return new CaseFailure(refused.stage().orElse("read"), String.valueOf(refused.getMessage()));
    }

    /** Both in words. */
    public String text() {
        return "failed in stage %s: %s".formatted(stage, reason);
    }
}
