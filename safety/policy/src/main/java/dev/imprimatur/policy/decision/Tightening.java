package dev.imprimatur.policy.decision;

import dev.imprimatur.policy.signal.PromptSignals;
import dev.imprimatur.policy.signal.Signal;
import dev.imprimatur.policy.signal.Source;
import dev.imprimatur.policy.signal.TermLists;
import java.util.ArrayList;

/**
 * What a tenant adds to the rules of its bundle.
 *
 * @param policies that forbid, or demand something; whatever else they permit does not count
 * @param terms that are found beside those of the bundle
 */
public record Tightening(CedarPolicies policies, TermLists terms) {
  /** What was seen in a request's texts, with what the tenant's own terms find in them. */
  PromptSignals read(PolicyRequest request, PromptSignals seen) {
    var findings = new ArrayList<Signal>(seen.findings());
    findings.add(terms.read(request.prompt(), Source.PROMPT));
    findings.add(terms.read(request.negativePrompt(), Source.NEGATIVE_PROMPT));
    return new PromptSignals(findings, seen.scores(), seen.writing());
  }
}
