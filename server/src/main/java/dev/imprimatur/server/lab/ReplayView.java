package dev.imprimatur.server.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.policy.rehearsal.Difference;
import dev.imprimatur.server.http.Json;
import java.util.List;
import java.util.Optional;

/** Runs of recorded requests as JSON. No prompt is in them, and names only for who may see them. */
final class ReplayView {
  private static final int PAGE = 50;

  private ReplayView() {}

  static ObjectNode of(Replay replay) {
    Replay.Progress progress = replay.progress();
    ReplayOrder order = replay.order();
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("id", order.id().toString());
    view.set("bundle", ShadowViews.bundle(order.bundle()));
    view.set("by", ShadowViews.account(order.by()));
    view.put("at", order.at().toString());
    view.put("since", order.since().toString());
    view.put("limit", order.limit());
    view.put("state", progress.state().name());
    view.put("examined", progress.examined());
    view.put("reached", progress.reached().toString());
    view.put("rolesAssumed", progress.assumed());
    view.put("listed", progress.lines().size());
    ObjectNode counts = view.putObject("counts");
    for (Difference difference : Difference.values()) {
      counts.put(difference.id(), progress.counts().getOrDefault(difference, 0));
    }
    return view;
  }

  /**
   * What differs.
   *
   * @param from how many of these were seen already
   */
  static ObjectNode lines(Replay replay, Optional<Difference> kind, int from, boolean named) {
    List<ReplayLine> lines =
        replay.progress().lines().stream()
            .filter(line -> kind.isEmpty() || kind.get() == line.difference())
            .skip(from)
            .limit(PAGE + 1L)
            .toList();
    ObjectNode view = Json.MAPPER.createObjectNode();
    ArrayNode items = view.putArray("items");
    lines.stream().limit(PAGE).forEach(line -> items.add(line(line, named)));
    view.put("nextCursor", lines.size() > PAGE ? Integer.toString(from + PAGE) : null);
    return view;
  }

  private static ObjectNode line(ReplayLine line, boolean named) {
    ObjectNode view = Json.MAPPER.createObjectNode();
    view.put("generation", line.generation().toString());
    view.put("at", line.at().toString());
    view.set("owner", named ? ShadowViews.account(line.owner()) : null);
    view.put("difference", line.difference().id());
    view.put("from", line.from().toString());
    view.put("to", line.to().toString());
    view.put("rolesAssumed", line.assumed());
    return view;
  }
}
