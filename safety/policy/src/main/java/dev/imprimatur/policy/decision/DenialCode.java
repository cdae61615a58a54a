package dev.imprimatur.policy.decision;

/** The codes of denials that no policy speaks for. Policies bring their own codes. */
public final class DenialCode {
  /** No policy permits the request. */
  public static final String NOT_PERMITTED = "not_permitted";

  /** A policy could not be evaluated. Nothing is allowed on half a decision. */
  public static final String POLICY_FAULT = "policy_fault";

  private DenialCode() {}
}
