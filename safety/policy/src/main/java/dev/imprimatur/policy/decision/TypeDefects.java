package dev.imprimatur.policy.decision;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.DetailedError;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.ValidationResponse.ValidationError;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import dev.imprimatur.policy.defect.Defect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What in policies does not fit their schema. */
final class TypeDefects {
  private static final Comparator<Defect> BY_PLACE =
      Comparator.comparing(Defect::file).thenComparingInt(defect -> defect.line().orElse(0));

  private TypeDefects() {}

  /**
   * Every defect. Warnings count as well: they tell of rules that never apply and of names that are
   * disguised.
   *
   * @param rules what each policy says of itself, by its id
   */
  static List<Defect> of(Schema schema, PolicySet policies, Map<String, Rule> rules) {
    var defects = new ArrayList<Defect>();
    try {
      ValidationResponse response =
          new BasicAuthorizationEngine().validate(new ValidationRequest(schema, policies));
      response.errors.ifPresent(errors ->
          errors.forEach(error -> defects.add(Defect.of(PolicyReader.SCHEMA, error.message))));
      response.success.ifPresent(success -> {
        collect(success.validationErrors, Set.of(), rules, defects);
        collect(success.validationWarnings, ids(success.validationErrors), rules, defects);
      });
    } catch (AuthException e) {
      defects.add(Defect.of(PolicyReader.SCHEMA, e));
    }
    return defects;
  }

  private static void collect(
      List<ValidationError> errors,
      Set<String> told,
      Map<String, Rule> rules,
      List<Defect> defects) {
    errors.stream()
        .filter(error -> !told.contains(error.getPolicyId()))
        .map(error -> defect(rules.get(error.getPolicyId()), error.getError()))
        .sorted(BY_PLACE)
        .forEach(defects::add);
  }

  private static Set<String> ids(List<ValidationError> errors) {
    return errors.stream().map(ValidationError::getPolicyId).collect(Collectors.toSet());
  }

  private static Defect defect(@Nullable Rule rule, DetailedError error) {
    String help =
        error.help.filter(text -> !text.isBlank()).map(text -> " (" + text + ")").orElse("");
    String reason = error.message.replaceFirst("^for policy `[^`]*`, ", "") + help;
    if (rule == null) {
      return Defect.of(PolicyReader.SCHEMA, reason);
    }
    int bytes = error.sourceLocations.stream().findFirst().map(place -> place.start).orElse(0);
    int line = rule.line() + new SourceText(rule.source()).line(0, bytes) - 1;
    return Defect.at(rule.file(), line, "policy " + rule.id() + ": " + reason);
  }
}
