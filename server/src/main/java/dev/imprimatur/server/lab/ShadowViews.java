package dev.imprimatur.server.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.db.Database;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.account.Account;
import dev.imprimatur.db.policy.StoredBundle;
import dev.imprimatur.db.shadow.ShadowDifference;
import dev.imprimatur.db.shadow.ShadowRun;
import dev.imprimatur.policy.rehearsal.Difference;
import dev.imprimatur.server.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What is to be seen of shadow runs: counts, ids and policies, never a prompt or a name of a user.
 */
public final class ShadowViews {
  private static final int LISTED = 20;
  private static final int PAGE = 50;

  private final Database database;
  private final Shadow shadow;

  public ShadowViews(Database database, Shadow shadow) {
    this.database = database;
    this.shadow = shadow;
  }

  /** The run that goes on, and the latest. */
  ObjectNode all() {
    return database.inTransaction(stores -> {
      ObjectNode view = Json.MAPPER.createObjectNode();
      view.set("running", stores.shadows().running().map(run -> run(stores, run)).orElse(null));
      ArrayNode runs = view.putArray("runs");
      stores.shadows().latest(LISTED).forEach(run -> runs.add(run(stores, run)));
      return view;
    });
  }

  /** One run. */
  ObjectNode of(ShadowRun run) {
    return database.inTransaction(stores -> run(stores, run));
  }

  /**
   * Differences of a run, the newest first.
   *
   * @param before the place of the last one that was seen
   */
  ObjectNode differences(UUID run, Optional<Difference> kind, long before) {
    List<ShadowDifference> found =
        database.inTransaction(stores ->
            stores.shadows().differences(run, kind.map(Difference::id), before, PAGE + 1));
    ObjectNode view = Json.MAPPER.createObjectNode();
    ArrayNode items = view.putArray("items");
    found.stream().limit(PAGE).forEach(each -> items.add(difference(each)));
    view.put("nextCursor", found.size() > PAGE ? Long.toString(found.get(PAGE - 1).place()) : null);
    return view;
  }

  private ObjectNode run(Stores stores, ShadowRun run) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", run.id().toString());
    view.set("bundle", bundle(run.bundle()));
    view.set("startedBy", account(run.startedBy()));
    view.put("startedAt", run.startedAt().toString());
    view.put("note", run.note());
    view.put("receipt", run.receipt());
    view.set("stoppedBy", run.stoppedBy().map(ShadowViews::account).orElse(null));
    view.put("stoppedAt", run.stoppedAt().map(Object::toString).orElse(null));
    view.put("unusable", shadow.isUnusable(run.id()));
    SortedMap<String, Long> counts = stores.shadows().counts(run.id());
    ObjectNode shown = view.putObject("counts");
    for (Difference difference : Difference.values()) {
      shown.put(difference.id(), counts.getOrDefault(difference.id(), 0L));
    }
    shown.put(Shadow.FAILED, counts.getOrDefault(Shadow.FAILED, 0L));
    shown.put(Shadow.DROPPED, counts.getOrDefault(Shadow.DROPPED, 0L));
    return view;
  }

  private static ObjectNode difference(ShadowDifference difference) {
    return Json.MAPPER
        .createObjectNode()
        .put("generation", difference.generation().toString())
        .put("difference", difference.kind())
        .put("decidedAt", difference.decidedAt().toString())
        .put("active", difference.active())
        .put("shadow", difference.shadow());
  }

  static ObjectNode bundle(StoredBundle bundle) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", bundle.id().toString()).put("name", bundle.name());
    bundle
        .number()
        .ifPresentOrElse(number -> view.put("number", number), () -> view.putNull("number"));
    return view;
  }

  static ObjectNode account(Account account) {
    return Json.MAPPER
        .createObjectNode()
        .put("userName", account.userName())
        .put("pseudonym", account.pseudonym());
  }
}
