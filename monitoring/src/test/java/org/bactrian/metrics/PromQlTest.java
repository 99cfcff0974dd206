package org.bactrian.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void findsSeriesAndLabelsAndNothingElse() {
        PromQl query =
                PromQl.of("histogram_quantile(0.95, sum by (le, stage) (rate(a_bucket{job=\"x y\", z!~\".*q\"}[5m])))"
                        + " / on (instance) b_count > 0 and sum(c_total) or vector(0)");

        assertThat(query.series()).containsExactly("a_bucket", "b_count", "c_total");
        assertThat(query.labels()).containsExactly("instance", "job", "le", "stage", "z");
    }
}
