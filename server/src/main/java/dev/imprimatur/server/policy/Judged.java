package dev.imprimatur.server.policy;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.bundle.TestOutcome;
import dev.imprimatur.policy.defect.Defect;
import java.util.List;

/** Whether a bundle may be put in force. */
sealed interface Judged {
  /** It may. */
  record Fit(PolicyBundle bundle) implements Judged {}

  /** It cannot be used. */
  record Defective(List<Defect> defects) implements Judged {}

  /** Its own tests do not hold. */
  record Failing(List<TestOutcome.Failed> failures) implements Judged {}

  /** It is not the version that was approved. */
  record Untrusted(List<String> reasons) implements Judged {}
}
