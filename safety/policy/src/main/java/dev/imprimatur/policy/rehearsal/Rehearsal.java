package dev.imprimatur.policy.rehearsal;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.DeterminingPolicy;
import dev.imprimatur.policy.decision.Obligation;
import dev.imprimatur.policy.decision.Phase;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.RewritingChoice;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Judges requests as the gateway does, without effect: the words as typed, then every text that the
 * rewriter makes of them, unless the words as typed are refused.
 */
public final class Rehearsal {
  private final PolicyBundle bundle;
  private final PromptNormaliser normaliser = new PromptNormaliser();

  public Rehearsal(PolicyBundle bundle) {
    this.bundle = bundle;
  }

  /**
   * What the bundle would decide in the end.
   *
   * @param request with the words as typed
   * @param seed of the request, from which the rewriting follows
   */
  public Ruling judge(PolicyRequest request, long seed) {
    return switch (bundle.decide(request)) {
      case Decision.Denied denied -> of(denied);
      case Decision.Allowed allowed -> rewritten(request, seed, allowed);
    };
  }

  /** A refusal as a ruling. */
  public static Ruling of(Decision.Denied denied) {
    return Ruling.of(
        false,
        denied.code(),
        denied.policies().stream().map(DeterminingPolicy::id).toList(),
        List.of());
  }

  private Ruling rewritten(PolicyRequest request, long seed, Decision.Allowed first) {
    boolean overridden =
        request.choice() == RewritingChoice.DECLINE && first.requires(Obligation.Kind.REWRITING);
    RewritingChoice choice = overridden ? RewritingChoice.ACCEPT : request.choice();
    List<String> texts =
        bundle
            .rewrite(request.prompt(), request.count(), seed, choice, request.model().id())
            .textsToDecide(overridden);
    var policies = new TreeSet<String>();
    var obligations = new TreeSet<String>();
    add(first, policies, obligations);
    for (String text : texts) {
      switch (bundle.decide(request.with(normaliser.normalise(text), Phase.REWRITTEN))) {
        case Decision.Denied denied -> {
          return of(denied);
        }
        case Decision.Allowed allowed -> add(allowed, policies, obligations);
      }
    }
    return Ruling.of(true, "", policies, obligations);
  }

  private static void add(
      Decision.Allowed allowed, SortedSet<String> policies, SortedSet<String> obligations) {
    allowed.policies().forEach(policy -> policies.add(policy.id()));
    allowed
        .obligations()
        .forEach(obligation -> {
          policies.add(obligation.policy().id());
          obligations.add(obligation.kind().id());
        });
  }
}
