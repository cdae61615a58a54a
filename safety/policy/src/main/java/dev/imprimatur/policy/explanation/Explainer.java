package dev.imprimatur.policy.explanation;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.decision.Decision;
import dev.imprimatur.policy.decision.DeterminingPolicy;
import dev.imprimatur.policy.decision.Ground;
import dev.imprimatur.policy.decision.Grounds;
import dev.imprimatur.policy.decision.PolicyRequest;
import dev.imprimatur.policy.decision.Rule;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Explains decisions of one bundle. Any number of threads may share it. */
public final class Explainer {
  /** So many groups of words are left out one by one. */
  private static final int MOST_GROUPS = 80;

  private final PolicyBundle bundle;

  public Explainer(PolicyBundle bundle) {
    this.bundle = bundle;
  }

  /**
   * Decides a request and says why.
   *
   * <p>It asks the bundle again at most some 240 times for a short prompt and 30 times for one of
   * 2,000 characters.
   */
  public Explanation explain(PolicyRequest request, Reader reader) {
    Decision decision = bundle.decide(request);
    List<ExplainedPolicy> policies = policies(decision, request);
    List<Span> listed = Listed.spans(decision, policies);
    Goal goal = Goal.of(decision, categories(policies));
    if (goal.reached(decision)) {
      return new Explanation(decision, policies, listed, new Remedy.NotNeeded());
    }
    Optional<String> withholding =
        policies.stream()
            .map(ExplainedPolicy::rule)
            .filter(rule -> !rule.guided())
            .map(Rule::id)
            .findFirst();
    if (withholding.isPresent() && reader == Reader.ASKER) {
      return new Explanation(decision, policies, listed, new Remedy.Withheld(withholding.get()));
    }
    return searched(request, decision, policies, listed, goal, withholding);
  }

  private Explanation searched(
      PolicyRequest request,
      Decision decision,
      List<ExplainedPolicy> policies,
      List<Span> listed,
      Goal goal,
      Optional<String> withholding) {
    var trials = new Trials(bundle, request.prompt().text().length());
    SettingSearch settings =
        SettingSearch.run(request, policies, goal.obstacles(decision), trials, goal);
    var atoms = Atoms.of(request.prompt(), listed);
    var variants = new Variants(settings.request(), atoms, trials);
    Occlusion occlusion =
        Occlusion.of(decision, goal, variants, Math.clamp(trials.left() / 2, 1, MOST_GROUPS));
    List<Span> spans =
        Stream.concat(listed.stream(), occlusion.spans(policies, atoms).stream())
            .sorted(Comparator.comparingInt(Span::start).thenComparingInt(Span::end))
            .toList();
    Remedy remedy =
        withholding.isPresent()
            ? new Remedy.Withheld(withholding.get())
            : remedy(settings, variants, occlusion, goal);
    return new Explanation(decision, policies, spans, remedy);
  }

  private static Remedy remedy(
      SettingSearch settings, Variants variants, Occlusion occlusion, Goal goal) {
    List<BitSet> ranked = occlusion.ranked().stream().map(Occlusion.Left::out).toList();
    var search = new RemovalSearch(variants, goal, ranked);
    Optional<BitSet> removed =
        variants.without(new BitSet()).filter(goal::reached).isPresent()
            ? Optional.of(new BitSet())
            : search.run();
    return removed
        .<Remedy>map(out ->
            new Remedy.Change(
                settings.changes(),
                variants.atoms().removals(out),
                variants.atoms().without(out),
                obligations(variants.without(out))))
        .orElseGet(() -> new Remedy.NotFound(search.most()));
  }

  private static SortedSet<String> obligations(Optional<Decision> decision) {
    return decision.stream()
        .filter(Decision.Allowed.class::isInstance)
        .map(Decision.Allowed.class::cast)
        .flatMap(allowed -> allowed.obligations().stream())
        .map(obligation -> obligation.kind().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<ExplainedPolicy> policies(Decision decision, PolicyRequest request) {
    Stream<DeterminingPolicy> demanding =
        decision instanceof Decision.Allowed allowed
            ? allowed.obligations().stream().map(obligation -> obligation.policy())
            : Stream.empty();
    List<Rule> rules = bundle.rules(request.principal().tenant());
    return Stream.concat(decision.policies().stream(), demanding)
        .map(DeterminingPolicy::id)
        .distinct()
        .flatMap(id -> rules.stream().filter(rule -> rule.id().equals(id)))
        .map(rule -> new ExplainedPolicy(rule, Grounds.of(rule, request, decision.seen())))
        .toList();
  }

  private static Set<String> categories(List<ExplainedPolicy> policies) {
    return policies.stream()
        .flatMap(policy -> policy.values(Ground.SIGNALS).stream())
        .map(Goal::category)
        .collect(Collectors.toSet());
  }
}
