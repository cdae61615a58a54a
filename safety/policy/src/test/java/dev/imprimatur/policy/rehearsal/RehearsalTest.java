package dev.imprimatur.policy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What bundles would decide, and how that differs. */
class RehearsalTest {
  private static final Ruling ALLOWED = Ruling.of(true, "", List.of("roles"), List.of());
  private static final Ruling REVIEWED = Ruling.of(true, "", List.of("roles"), List.of("review"));
  private static final Ruling VIOLENT = Ruling.of(false, "violence", List.of("a"), List.of());
  private static final Ruling HATEFUL = Ruling.of(false, "hate", List.of("b"), List.of());

  @Test
  void between_tellsWhatWouldBeNoticed() {
    assertThat(Difference.between(ALLOWED, VIOLENT)).isEqualTo(Difference.NEWLY_BLOCKED);
    assertThat(Difference.between(VIOLENT, REVIEWED)).isEqualTo(Difference.NEWLY_ALLOWED);
    assertThat(Difference.between(ALLOWED, REVIEWED)).isEqualTo(Difference.OTHER_OBLIGATIONS);
    assertThat(Difference.between(VIOLENT, HATEFUL)).isEqualTo(Difference.OTHER_REASON);
    assertThat(Difference.between(ALLOWED, ALLOWED)).isEqualTo(Difference.NONE);
    assertThat(
            Difference.between(VIOLENT, Ruling.of(false, "violence", List.of("a", "c"), List.of())))
        .isEqualTo(Difference.NONE);
  }

  @Test
  void judge_refusedWords_namesCodeAndPolicies() {
    assertThat(judge(DefaultBundle.load(), "taylor swift riding a horse").toString())
        .isEqualTo("denied (protected_person) by no-protected-persons");
  }

  @Test
  void judge_obligation_isNamed() {
    Ruling ruling = judge(DefaultBundle.load(), "a fluffy kіttеn in a basket");
    assertThat(ruling.allowed()).isTrue();
    assertThat(ruling.obligations()).containsExactly("stricter-images");
    assertThat(ruling.policies()).containsExactly("generating-roles", "unreadable");
  }

  /** The rewriter adds who a doctor is; a bundle may forbid just that. */
  @Test
  void judge_rewrittenWords_areJudgedToo() throws InvalidBundleException {
    PolicyBundle bundle =
        PolicyBundle.check(
            BundleFiles.of(
                DefaultBundle.with(
                    "policies/limits.cedar",
                    "context.steps > 50",
                    "context.steps > 50 || context.phase == \"rewritten\"")));
    assertThat(judge(bundle, "a doctor").code()).isEqualTo("step_limit");
  }

  private static Ruling judge(PolicyBundle bundle, String prompt) {
    return new Rehearsal(bundle).judge(DefaultBundle.request(prompt), 7);
  }
}
