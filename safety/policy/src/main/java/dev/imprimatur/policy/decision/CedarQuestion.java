package dev.imprimatur.policy.decision;

import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import dev.imprimatur.policy.signal.Category;
import dev.imprimatur.policy.signal.CategoryScore;
import dev.imprimatur.policy.signal.Finding;
import dev.imprimatur.policy.signal.PromptSignals;
import dev.imprimatur.policy.signal.ProtectedPersons;
import dev.imprimatur.policy.signal.Source;
import dev.imprimatur.policy.signal.Writing;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** A request in Cedar's terms. The names and types are those of the bundle's schema. */
final class CedarQuestion {
  private static final EntityTypeName USER = type("User");
  private static final EntityTypeName ROLE = type("Role");
  private static final EntityTypeName MODEL = type("Model");

  static final EntityUID GENERATE = new EntityUID(type("Action"), "generate");
  static final EntityUID ESCALATE = new EntityUID(type("Action"), "escalate");

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

  static Map<String, Value> context(PolicyRequest request, PromptSignals signals) {
    var context = new HashMap<String, Value>();
    context.put("phase", lowerCase(request.phase()));
    context.put("width", new PrimLong(request.width()));
    context.put("height", new PrimLong(request.height()));
    context.put("steps", new PrimLong(request.steps()));
    context.put("count", new PrimLong(request.count()));
    context.put("guidance", new PrimLong(Math.round(request.guidanceScale() * 100)));
    context.put("start", lowerCase(request.start()));
    context.put("rewriting", lowerCase(request.choice()));
    context.put(
        "justification",
        new PrimLong(request.justification().map(String::strip).orElse("").length()));
    putSeen(context, signals);
    return context;
  }

  private static void putSeen(Map<String, Value> context, PromptSignals signals) {
    context.put("terms", strings(terms(signals)));
    context.put("persons", strings(labelled(signals, CedarQuestion::isPerson, Finding::entry)));
    context.put("mentions", strings(labelled(signals, CedarQuestion::isMention, Finding::label)));
    context.put(
        "signals", strings(signals.scores().noted().stream().map(CedarQuestion::level).toList()));
    Writing writing = signals.writing();
    context.put("language", new PrimString(writing.language()));
    context.put("mixesScripts", new PrimBool(writing.mixesScripts()));
    context.put("disguises", strings(writing.disguises()));
    context.put("known", new PrimLong(Math.round(writing.knownShare() * 100)));
  }

  /** The listed terms that were found, as policies see them. */
  static SortedSet<String> terms(PromptSignals signals) {
    return new TreeSet<>(labelled(signals, CedarQuestion::isTerm, CedarQuestion::term));
  }

  /** What is to be kept out of the picture is no offence, so the negative prompt does not count. */
  private static List<String> labelled(
      PromptSignals signals, Predicate<Finding> wanted, Function<Finding, String> name) {
    return signals.findings().stream()
        .filter(signal -> signal.source() == Source.PROMPT)
        .flatMap(signal -> signal.findings().stream())
        .filter(wanted)
        .map(name)
        .toList();
  }

  private static boolean isTerm(Finding finding) {
    return Category.of(finding.label()).isPresent();
  }

  private static boolean isPerson(Finding finding) {
    return finding.label().equals(ProtectedPersons.LABEL);
  }

  private static boolean isMention(Finding finding) {
    return !isTerm(finding) && !isPerson(finding);
  }

  private static String term(Finding finding) {
    return finding.label() + ":" + finding.severity().name().toLowerCase(Locale.ROOT);
  }

  private static String level(CategoryScore score) {
    return score.category().id() + ":" + score.level().name().toLowerCase(Locale.ROOT);
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
