package dev.imprimatur.policy.decision;

import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import dev.imprimatur.policy.signal.Finding;
import dev.imprimatur.policy.signal.ProtectedPersons;
import dev.imprimatur.policy.signal.Signal;
import dev.imprimatur.policy.signal.Source;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A request in Cedar's terms. The names and types are those of the bundle's schema. */
final class CedarQuestion {
  private static final EntityTypeName USER = type("User");
  private static final EntityTypeName ROLE = type("Role");
  private static final EntityTypeName MODEL = type("Model");

  static final EntityUID GENERATE = new EntityUID(type("Action"), "generate");

  private CedarQuestion() {}

  static EntityUID user(PolicyRequest request) {
    return new EntityUID(USER, request.principal().id());
  }

  static EntityUID model(PolicyRequest request) {
    return new EntityUID(MODEL, request.model().id());
  }

  static Set<Entity> entities(PolicyRequest request) {
    var roles = new HashSet<EntityUID>();
    request.principal().roles().forEach(role -> roles.add(new EntityUID(ROLE, role)));
    var entities = new HashSet<Entity>();
    roles.forEach(role -> entities.add(new Entity(role)));
    entities.add(new Entity(user(request), roles));
    entities.add(
        new Entity(
            model(request),
            Map.of("licence", new PrimString(request.model().licenceId())),
            Set.of()));
    return entities;
  }

  static Map<String, Value> context(PolicyRequest request, List<Signal> signals) {
    var context = new HashMap<String, Value>();
    context.put("phase", lowerCase(request.phase()));
    context.put("width", new PrimLong(request.width()));
    context.put("height", new PrimLong(request.height()));
    context.put("steps", new PrimLong(request.steps()));
    context.put("count", new PrimLong(request.count()));
    context.put("guidance", new PrimLong(Math.round(request.guidanceScale() * 100)));
    context.put("rewriting", lowerCase(request.choice()));
    context.put(
        "justification",
        new PrimLong(request.justification().map(String::strip).orElse("").length()));
    context.put(
        "terms",
        strings(inPrompt(signals).filter(CedarQuestion::isTerm).map(CedarQuestion::term).toList()));
    context.put(
        "persons",
        strings(
            inPrompt(signals).filter(finding -> !isTerm(finding)).map(Finding::entry).toList()));
    return context;
  }

  /** What is to be kept out of the picture is no offence, so the negative prompt does not count. */
  private static Stream<Finding> inPrompt(List<Signal> signals) {
    return signals.stream()
        .filter(signal -> signal.source() == Source.PROMPT)
        .flatMap(signal -> signal.findings().stream());
  }

  private static boolean isTerm(Finding finding) {
    return !finding.label().equals(ProtectedPersons.LABEL);
  }

  private static String term(Finding finding) {
    return finding.label() + ":" + finding.severity().name().toLowerCase(Locale.ROOT);
  }

  private static PrimString lowerCase(Enum<?> value) {
    return new PrimString(value.name().toLowerCase(Locale.ROOT));
  }

  private static CedarList strings(Collection<String> values) {
    var list = new CedarList();
    values.stream().distinct().sorted().map(PrimString::new).forEach(list::add);
    return list;
  }

  private static EntityTypeName type(String name) {
    return EntityTypeName.parse(name).orElseThrow();
  }
}
