package dev.imprimatur.policy.decision;

import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.Value;
import dev.imprimatur.policy.signal.PromptSignals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what a policy was decided by: the attributes that its text reads, with their values. */
public final class Grounds {
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\bcontext\\s*(?:\\.\\s*(\\w+)|\\[\\s*\"(\\w+)\"\\s*])");
  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern ROLE = Pattern.compile("\\bRole\\s*::");

  private Grounds() {}

  /** What a policy reads of a request, by the names of the attributes. */
  public static List<Ground> of(Rule rule, PolicyRequest request, PromptSignals signals) {
    Map<String, Value> context = CedarQuestion.context(request, signals);
    var grounds = new ArrayList<Ground>();
    for (String attribute : attributes(rule.source())) {
      Value value = context.get(attribute);
      if (value != null) {
        grounds.add(new Ground(attribute, values(value, rule.source())));
      }
    }
    if (ROLE.matcher(rule.source()).find()) {
      grounds.add(new Ground(Ground.ROLES, request.principal().roles().stream().sorted().toList()));
    }
    return List.copyOf(grounds);
  }

  private static Set<String> attributes(String source) {
    var attributes = new TreeSet<String>();
    Matcher matcher = ATTRIBUTE.matcher(source);
    while (matcher.find()) {
      attributes.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return attributes;
  }

  private static List<String> values(Value value, String source) {
    if (!(value instanceof CedarList list)) {
      return List.of(value.toString());
    }
    List<String> all = list.stream().map(Value::toString).toList();
    var named =
        STRING.matcher(source).results().map(match -> match.group(1)).collect(Collectors.toSet());
    List<String> known = all.stream().filter(named::contains).toList();
    return known.isEmpty() && source.contains("isEmpty") ? all : known;
  }
}
