package dev.imprimatur.policy.decision;

import java.util.List;
import java.util.stream.Stream;

/** What policies answered. */
sealed interface Verdict {
  /** Permitted by these. */
  record Permit(List<Rule> reasons) implements Verdict {
    public Permit {
      reasons = List.copyOf(reasons);
    }
  }

  /** Forbidden by these; by none if nothing permits it. */
  record Forbid(List<Rule> reasons) implements Verdict {
    public Forbid {
      reasons = List.copyOf(reasons);
    }
  }

  /** Not to be decided. */
  record Fault() implements Verdict {}

  /**
   * Both together: permitted only if each permits. What is forbidden by somebody is not called
   * faulty for the other's sake, so that the reasons are told.
   */
  default Verdict and(Verdict other) {
    return switch (this) {
      case Permit(var reasons) ->
          switch (other) {
            case Permit(var more) -> new Permit(joined(reasons, more));
            case Forbid forbid -> forbid;
            case Fault fault -> fault;
          };
      case Forbid(var reasons) ->
          switch (other) {
            case Permit ignored -> this;
            case Forbid(var more) -> new Forbid(joined(reasons, more));
            case Fault fault -> reasons.isEmpty() ? fault : this;
          };
      case Fault fault ->
          switch (other) {
            case Permit ignored -> fault;
            case Forbid(var more) -> more.isEmpty() ? fault : other;
            case Fault ignored -> fault;
          };
    };
  }

  /** Either: permitted by all that permit, and faulty if one is. */
  default Verdict or(Verdict other) {
    return switch (this) {
      case Fault fault -> fault;
      case Forbid(var reasons) ->
          switch (other) {
            case Forbid(var more) -> new Forbid(joined(reasons, more));
            case Permit permit -> permit;
            case Fault fault -> fault;
          };
      case Permit(var reasons) ->
          switch (other) {
            case Forbid ignored -> this;
            case Permit(var more) -> new Permit(joined(reasons, more));
            case Fault fault -> fault;
          };
    };
  }

  private static List<Rule> joined(List<Rule> reasons, List<Rule> more) {
    return Stream.concat(reasons.stream(), more.stream()).distinct().toList();
  }
}
