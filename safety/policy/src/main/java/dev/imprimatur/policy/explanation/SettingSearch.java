package dev.imprimatur.policy.explanation;

import dev.imprimatur.policy.decision.PolicyRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns the settings that policies object to, one policy after the other, until no policy does that
 * reads settings.
 */
final class SettingSearch {
  private final Trials trials;
  private final Goal goal;
  private final List<SettingChange> changes = new ArrayList<>();
  private final Set<String> obstacles;
  private PolicyRequest request;

  private SettingSearch(
      PolicyRequest request, Collection<String> obstacles, Trials trials, Goal goal) {
    this.request = request;
    this.obstacles = new TreeSet<>(obstacles);
    this.trials = trials;
    this.goal = goal;
  }

  /**
   * Looks for other settings.
   *
   * @param obstacles the ids of those policies that are to be satisfied
   */
  static SettingSearch run(
      PolicyRequest request,
      List<ExplainedPolicy> policies,
      Collection<String> obstacles,
      Trials trials,
      Goal goal) {
    var search = new SettingSearch(request, obstacles, trials, goal);
    policies.stream()
        .filter(policy -> obstacles.contains(policy.rule().id()))
        .forEach(search::satisfy);
    return search;
  }

  /** The request with the changed settings. */
  PolicyRequest request() {
    return request;
  }

  List<SettingChange> changes() {
    return List.copyOf(changes);
  }

  private void satisfy(ExplainedPolicy policy) {
    String id = policy.rule().id();
    for (Knob knob : Knobs.of(request, policy.grounds())) {
      OptionalLong nearest = knob.nearest(value -> clears(id, knob.with().apply(value)));
      if (nearest.isPresent()) {
        changes.add(
            new SettingChange(
                knob.name(),
                knob.text().apply(knob.value()),
                knob.text().apply(nearest.getAsLong())));
        request = knob.with().apply(nearest.getAsLong());
        obstacles.remove(id);
        return;
      }
    }
  }

  /** Whether a variant satisfies the policy, and no policy objects that did not before. */
  private boolean clears(String policy, PolicyRequest variant) {
    return trials
        .decide(variant)
        .map(goal::obstacles)
        .map(left -> !left.contains(policy) && obstacles.containsAll(left))
        .orElse(false);
  }
}
