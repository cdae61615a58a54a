package dev.imprimatur.server.flow;

/**
 * Is told of decisions after they have been recorded. It must return at once, and whatever it
 * throws changes nothing for the request.
 */
public interface DecisionListener {
  /** A request was admitted or refused. */
  void decided(LiveDecision decision);
}
