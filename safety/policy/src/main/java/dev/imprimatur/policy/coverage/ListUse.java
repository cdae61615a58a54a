package dev.imprimatur.policy.coverage;

import dev.imprimatur.policy.bundle.BundleContents;
import dev.imprimatur.policy.decision.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which lists a policy stands on, read from its text: strings such as {@code "hate:high"} name the
 * terms of a category, {@code context.persons} the protected persons.
 *
 * @param names of the lists, as files, in which entries can make the policy speak
 * @param live whether anything can make it speak: it has such entries, or looks at something else
 */
record ListUse(Set<String> names, boolean live) {
  private static final Pattern ATTRIBUTE = Pattern.compile("context\\.([a-zA-Z]+)");
  private static final Pattern TERMS = Pattern.compile("\"([a-z/-]+):(low|medium|high)\"");

  static ListUse of(Rule rule, BundleContents contents) {
    Set<String> attributes =
        matches(ATTRIBUTE, rule).stream().map(match -> match.group(1)).collect(Collectors.toSet());
    Set<String> names = new TreeSet<>();
    if (attributes.contains("terms")) {
      Set<String> listed =
          contents.terms().stream()
              .map(term ->
                  term.category().id() + ":" + term.severity().name().toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet());
      matches(TERMS, rule).stream()
          .filter(match -> listed.contains(match.group(1) + ":" + match.group(2)))
          .forEach(match -> names.add("terms/" + match.group(1).replace('/', '-') + ".txt"));
    }
    if (attributes.contains("persons") && !contents.persons().isEmpty()) {
      names.add("persons.json");
    }
    boolean listsAlone =
        !attributes.isEmpty() && Set.of("terms", "persons").containsAll(attributes);
    return new ListUse(names, !listsAlone || !names.isEmpty());
  }

  private static List<MatchResult> matches(Pattern pattern, Rule rule) {
    return pattern.matcher(rule.source()).results().toList();
  }
}
