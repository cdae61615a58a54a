package dev.imprimatur.policy.decision;

import dev.imprimatur.policy.signal.PromptSignals;

/**
 * A bundle's policies together with those of a tenant. The bundle's own answer always stands: it is
 * given on what the bundle's lists find, asked for once more where the tenant's terms show the
 * bundle something new, and the tenant's policies can only object to it.
 */
final class TightenedRulebook implements Rulebook {
  private final CedarPolicies base;
  private final PromptSignals seenByBase;
  private final CedarPolicies own;

  /**
   * @param seenByBase what the bundle's own lists find
   * @param own the tenant's policies
   */
  TightenedRulebook(CedarPolicies base, PromptSignals seenByBase, CedarPolicies own) {
    this.base = base;
    this.seenByBase = seenByBase;
    this.own = own;
  }

  @Override
  public Verdict ask(PolicyRequest request, PromptSignals signals) {
    Verdict verdict = base.ask(request, seenByBase);
    if (showsMore(signals)) {
      verdict = verdict.and(base.ask(request, signals));
    }
    return verdict.and(own.object(request, signals));
  }

  @Override
  public Verdict escalate(PolicyRequest request, PromptSignals signals) {
    Verdict verdict = base.escalate(request, seenByBase);
    if (showsMore(signals)) {
      verdict = verdict.or(base.escalate(request, signals));
    }
    return verdict.or(own.escalate(request, signals));
  }

  /** Policies see categories and severities, not terms; often a tenant's terms add none. */
  private boolean showsMore(PromptSignals signals) {
    return !CedarQuestion.terms(signals).equals(CedarQuestion.terms(seenByBase));
  }
}
