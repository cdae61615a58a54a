/**
 * Whether a request may be drawn. The rules are Cedar policies of the active bundle; this package
 * turns a request and its signals into a Cedar question and the answer into a decision that
 * explains itself.
 *
 * <p>A bundle may add rules for a tenant, and what it adds can only tighten. Order outcomes by
 * allowed, allowed with more obligations, denied. Then no request is decided more permissively for
 * a tenant than for somebody without one, whatever the policies say: {@code TightenedRulebook} asks
 * the bundle's own policies the bundle's own question, which holds nothing of the tenant, and joins
 * their answer with further ones. Joined answers permit only where each of them permits, and demand
 * whatever one of them demands, so the bundle's denial and the bundle's demands stay. That alone
 * needs nothing of Cedar. Within the tenant's own policies it rests on two of Cedar's rules: what
 * nothing permits is denied, and a policy that forbids wins over all that permit; so another policy
 * that forbids never turns a denial into a permission, and of their answer only what they forbid
 * counts. Demands are asked for apart, of policies that permit and name an obligation; none that
 * forbids is among them, which could silence the others.
 *
 * <p>The bundle's policies are also shown what the tenant's terms find, by a second question rather
 * than in place of the first, because a policy may permit or pass over a request for a term that it
 * finds.
 */
@NullMarked
package dev.imprimatur.policy.decision;

import org.jspecify.annotations.NullMarked;
