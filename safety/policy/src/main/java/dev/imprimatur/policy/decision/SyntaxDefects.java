package dev.imprimatur.policy.decision;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.DetailedError;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import dev.imprimatur.policy.decision.SourceText.Piece;
import dev.imprimatur.policy.defect.Defect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the lines of syntax errors. Cedar's parser of whole files names no place, that of single
 * policies does; so a file that does not parse is cut after each semicolon outside strings and
 * comments, and each piece is parsed alone. The pieces only serve to find the place.
 */
final class SyntaxDefects {
  private static final String PIECE = "piece";
  private static final String PREAMBLE = "failed to parse policy with id `piece` from string: ";

  private SyntaxDefects() {}

  /**
   * The defects of a policy file that does not parse.
   *
   * @param failure the parser's, for the case that no piece shows a defect
   */
  static List<Defect> inPolicies(String file, String text, AuthException failure) {
    var defects = new ArrayList<Defect>();
    for (Piece piece : new SourceText(text).pieces()) {
      if (!piece.code().isBlank()) {
        collect(file, text, piece, defects);
      }
    }
    return defects.isEmpty() ? List.of(Defect.of(file, failure)) : defects;
  }

  /** The defects of a schema that does not parse. */
  static List<Defect> inSchema(String file, String text, AuthException failure) {
    try {
      ValidationResponse response = validate(new Schema(text), new PolicySet());
      return response
          .errors
          .map(errors -> errors.stream().map(error -> defect(file, text, 0, error)).toList())
          .orElseGet(() -> List.of(Defect.of(file, failure)));
    } catch (AuthException e) {
      return List.of(Defect.of(file, e));
    }
  }

  private static void collect(String file, String text, Piece piece, List<Defect> defects) {
    try {
      validate(new Schema("entity E;"), new PolicySet(Set.of(new Policy(piece.text(), PIECE))))
          .errors
          .ifPresent(errors ->
              errors.forEach(error -> defects.add(defect(file, text, piece.start(), error))));
    } catch (AuthException e) {
      defects.add(Defect.of(file, e));
    }
  }

  private static ValidationResponse validate(Schema schema, PolicySet policies)
      throws AuthException {
    return new BasicAuthorizationEngine().validate(new ValidationRequest(schema, policies));
  }

  private static Defect defect(String file, String text, int start, DetailedError error) {
    String reason =
        error.message.replace(PREAMBLE, "")
            + error.help.filter(help -> !help.isBlank()).map(help -> " (" + help + ")").orElse("");
    return error.sourceLocations.stream()
        .findFirst()
        .map(place -> Defect.at(file, new SourceText(text).line(start, place.start), reason))
        .orElseGet(() -> Defect.of(file, reason));
  }
}
