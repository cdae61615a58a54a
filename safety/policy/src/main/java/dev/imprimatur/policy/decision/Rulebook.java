package dev.imprimatur.policy.decision;

import dev.imprimatur.policy.signal.PromptSignals;

/** Policies that answer whether a request may be drawn, and what must be done about it. */
interface Rulebook {
  /**
   * Asks whether a request may be drawn. A question that cannot be answered in full is answered
   * with no.
   */
  Verdict ask(PolicyRequest request, PromptSignals signals);

  /**
   * Asks what must be done about a request that may be drawn: permitted by every policy that
   * demands something, forbidden by none if nothing is demanded.
   */
  Verdict escalate(PolicyRequest request, PromptSignals signals);
}
